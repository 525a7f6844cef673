// The names of enumerators in trace files.
//
// Concurrency: none; constants.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "labs/interleave/report/document.hh"

namespace interleave {

// In the order of the enumerators.
inline constexpr std::array<std::string_view, 4> kSwitches = {
    "none", "forced", "yielded", "preemption"};
inline constexpr std::array<std::string_view, 4> kFates = {
    "ended", "ready", "blocked", "waiting"};
inline constexpr std::array<std::string_view, 3> kReasons = {
    "signalled", "timed_out", "spurious"};

template <typename Enum, std::size_t size>
constexpr std::string_view name_in(
    const std::array<std::string_view, size>& names, Enum value) {
  return names.at(static_cast<std::size_t>(value));
}

template <typename Enum, std::size_t size>
constexpr std::optional<Enum> value_in(
    const std::array<std::string_view, size>& names, std::string_view name) {
  for (std::size_t i = 0; i < size; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace interleave

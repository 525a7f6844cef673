// Virtual time. It stands still while threads run, moves on by a microsecond
// with each reading of a clock, and jumps to the deadline when a timed wait
// expires. So a program never really sleeps, and a schedule gives the same
// times wherever it is replayed.
//
// CLOCK_REALTIME and CLOCK_MONOTONIC are one clock here: both begin every
// schedule at midnight, 1 January 2026 (UTC). An absolute time of either
// becomes the same deadline.
#pragma once

#include <time.h>

#include <cstdint>

namespace interleave {

inline constexpr std::uint64_t kMicrosecond = 1'000;
inline constexpr std::uint64_t kMillisecond = 1'000'000;
inline constexpr std::uint64_t kSecond = 1'000'000'000;
inline constexpr std::uint64_t kEpoch = 1'767'225'600 * kSecond;

// Its nanoseconds are in range; else the call returns EINVAL.
bool is_valid(const timespec& time);
// In nanoseconds; a negative one is 0, one too large the largest.
std::uint64_t length_of(const timespec& duration);

// Pending::deadline of a wait until an absolute time, or for a duration from
// now. Never 0, which would mean no deadline; one that has passed is 1.
std::uint64_t deadline_at(const timespec& time);
std::uint64_t deadline_after(std::uint64_t nanoseconds);

// Waits for a timeout alone, as nanosleep does. A cancellation point.
// REQUIRES: exploring().
void sleep_until(std::uint64_t deadline, std::uint32_t pc);

}  // namespace interleave

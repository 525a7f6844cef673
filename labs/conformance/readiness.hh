// When is a server ready? Our servers say so; others are watched.
#ifndef LABS_CONFORMANCE_READINESS_HH
#define LABS_CONFORMANCE_READINESS_HH

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "labs/conformance/observer.hh"

namespace conformance {

/// The port in the line "listening PORT" (with or without its newline);
/// nothing for any other text.
[[nodiscard]] std::optional<std::uint16_t> parse_announcement(
    std::string_view line);

/// The port on which the process listens: a listening socket in the kernel's
/// tables that it has open. Nothing when it has none.
[[nodiscard]] std::optional<std::uint16_t> listening_port(Observer& observer,
                                                          pid_t pid);

/// Waits until the process listens. Nothing when `patience` ends or the process
/// does.
[[nodiscard]] std::optional<std::uint16_t> await_listening(
    Observer& observer, pid_t pid, std::chrono::milliseconds patience);

}  // namespace conformance

#endif

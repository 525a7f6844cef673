// The parts of checks(), one file each, and what they share.
#ifndef LABS_CONFORMANCE_CHECK_LISTS_HH
#define LABS_CONFORMANCE_CHECK_LISTS_HH

#include <span>

#include "labs/conformance/check.hh"

namespace conformance {

std::span<const Check> echo_checks();          // which bytes come back
std::span<const Check> session_checks();       // how connections end
std::span<const Check> interruption_checks();  // what happens to a server
std::span<const Check> slow_reader_checks();
std::span<const Check> resource_checks();  // what is left after a session
std::span<const Check> stop_checks();
std::span<const Check> iterative_checks();
std::span<const Check> process_checks();
std::span<const Check> traced_checks();  // by ptrace(2)
std::span<const Check> event_loop_checks();
std::span<const Check> thread_checks();

/// For Check::applies.
constexpr bool to_all(const Claims&) { return true; }

template <Model... models>
constexpr bool to(const Claims& claims) {
  return ((claims.model == models) || ...);
}

template <Model... models>
constexpr bool not_to(const Claims& claims) {
  return !to<models...>(claims);
}

}  // namespace conformance

#endif

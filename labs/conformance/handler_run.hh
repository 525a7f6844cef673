// HandlerRun: what a signal handler of the server leaves behind.
//
// A handler may run between any two instructions, so it has to leave errno and
// the C library's own data (buffers, locks, lists) as they were. Both are
// compared, from its first instruction to its return: whatever the scheduler
// does, the answer is the same, although the bug shows up once in a million
// runs.
#ifndef LABS_CONFORMANCE_HANDLER_RUN_HH
#define LABS_CONFORMANCE_HANDLER_RUN_HH

#include <functional>
#include <optional>

#include "labs/conformance/endpoint.hh"

namespace conformance {

struct HandlerRun {
  int errno_before = 0;
  int errno_after = 0;           // the same, unless a failed call left its own
  bool library_changed = false;  // false as well in a program linked statically
};

/// Makes the server's process run its handler of `signal` once, by `cause`, and
/// watches. Nothing when it has none, or it never returns.
[[nodiscard]] std::optional<HandlerRun> watch_handler(
    const Endpoint& server, int signal, const std::function<void()>& cause);

}  // namespace conformance

#endif

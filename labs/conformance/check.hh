// What every echo server must do, as a list of checks.
//
// Each check takes a running server and says what it saw. It never starts the
// server (a launcher does) and may leave it stopped or out of its depth: give
// every check a fresh one. A check ends in bounded time, never throws, exits or
// aborts, and leaves no descriptor open.
//
// Model:  a check plays the clients from one thread, with sockets that do not
//         block, and polls the kernel's facts through an Observer.
// Thread: any, one check per endpoint at a time; but checks raise this
//         process's soft limit of descriptors while they need many.
#ifndef LABS_CONFORMANCE_CHECK_HH
#define LABS_CONFORMANCE_CHECK_HH

#include <span>
#include <string>
#include <string_view>

#include "labs/conformance/endpoint.hh"

namespace conformance {

enum class Verdict {
  kPassed,
  kFailed,
  kFault,  // of the platform: the check could not be made; nobody's mistake
};

struct Result {
  std::string id;
  Verdict verdict = Verdict::kFault;
  std::string expected;
  std::string observed;
  std::string replay;  // a command line that shows it again

  [[nodiscard]] bool passed() const { return verdict == Verdict::kPassed; }
};

/// Between a replay and what a program that is right shows then. To a shell, a
/// comment.
inline constexpr std::string_view kShown = "  # shows, if right: ";

struct Check {
  std::string_view id;     // "echo-crlf": letters, digits and hyphens
  std::string_view title;  // what is right, as a sentence
  bool (*applies)(const Claims& claims);

  /// Makes the check. Throws Unmet (see expectation.hh); use run() instead.
  void (*body)(const Endpoint& server);

  /// The check in Python, for Result::replay. At hand are c(), which connects
  /// to the server, p, its pid, flood(a, n), which sends n blocks of 64 KiB on
  /// connection `a` beside what follows, and all of socket, os, signal, time.
  std::string_view steps;
  std::string_view shown;  // then, by a server that is right

  /// Runs the check against a fresh `server` that claims what it applies to.
  [[nodiscard]] Result run(const Endpoint& server) const noexcept;
};

/// All checks, in the order in which to report them.
[[nodiscard]] std::span<const Check> checks();

/// The check of that id; nullptr: none.
[[nodiscard]] const Check* find_check(std::string_view id);

}  // namespace conformance

#endif

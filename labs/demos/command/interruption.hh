// Interruption: Ctrl-C, or a request to end, while a program runs.
//
// Thread: one.
#ifndef LABS_DEMOS_COMMAND_INTERRUPTION_HH
#define LABS_DEMOS_COMMAND_INTERRUPTION_HH

#include <signal.h>

#include <array>
#include <stdexcept>

namespace demos {

/// What a run throws then, so that all it has started is ended.
class Interrupted : public std::runtime_error {
 public:
  explicit Interrupted(int by)
      : std::runtime_error("interrupted"), signal(by) {}
  int signal;
};

/// While it lives, SIGINT, SIGTERM and SIGHUP are noted instead of ending us.
class Interruptible {
 public:
  Interruptible();
  ~Interruptible();
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;

  /// Errors: Interrupted, if one of them has come.
  static void check();

 private:
  std::array<struct sigaction, 3> before_;
};

}  // namespace demos

#endif

// Tracer: a server's process under ptrace(2), from one stop to the next.
//
// For what no file in /proc shows: what a signal handler leaves behind, and a
// fork that fails although there is room. x86-64 only.
//
// Fails:  std::system_error when the process may not be traced: a fault of the
//         platform. A process that ends is no error: it has no more stops.
// Thread: the one that made it; ptrace(2) knows only that one.
// Source: ptrace(2); the failing of calls as in strace(1), --inject.
#ifndef LABS_CONFORMANCE_TRACER_HH
#define LABS_CONFORMANCE_TRACER_HH

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace conformance {

class Tracer {
 public:
  struct Stop {
    enum class Kind { kSignal, kCall, kReturn, kOther };
    Kind kind = Kind::kOther;
    int signal = 0;  // about to be delivered
    long call = -1;  // the number of the system call that begins
    std::array<std::uint64_t, 6> arguments{};  // of that call
    int error = 0;    // of the one that returns; 0: it has succeeded
    long result = 0;  // of the one that returns, if it has succeeded
    int event = 0;    // of ptrace, for kOther
  };

  /// Attaches; the process goes on until its next stop.
  explicit Tracer(pid_t pid);
  /// Detaches; the process goes on.
  ~Tracer();
  Tracer(const Tracer&) = delete;
  Tracer& operator=(const Tracer&) = delete;

  /// The stop that the process stands at, if it does. Does not block.
  [[nodiscard]] std::optional<Stop> stop();

  /// On to the next stop. A signal that was about to be delivered is.
  /// REQUIRES: it stands at a stop.
  void go_on();

  /// Makes the call that begins here return -1 with `error` instead of doing
  /// anything. REQUIRES: it stands at a kCall.
  void fail_call(int error);

  /// Lets the call that begins here transfer `most` bytes and no more: makes
  /// its third argument that small. REQUIRES: it stands at a kCall.
  void shorten_call(std::uint64_t most);

  /// `size` bytes of its memory from `address`; fewer where it ends.
  [[nodiscard]] std::string memory(std::size_t address, std::size_t size) const;

  /// Where the thread's variables end, as errno.
  [[nodiscard]] std::size_t thread_pointer() const;

 private:
  [[nodiscard]] Stop describe(int status) const;
  void finish_call();

  const pid_t pid_;
  std::optional<Stop> standing_;
  int failing_with_ = 0;  // the call that has begun; 0: it may do its work
  std::optional<std::uint64_t> asked_;  // of it, if it was shortened
};

}  // namespace conformance

#endif

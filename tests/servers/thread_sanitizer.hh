// What gcc's ThreadSanitizer does to signals, and how tests live with it.
//
// It keeps a signal until the program makes its next call, or until the call
// that the program is in returns. One that comes just before a blocking call is
// therefore not seen until that call returns; one that comes in read(2), which
// the kernel restarts, perhaps never.
#ifndef TESTS_SERVERS_THREAD_SANITIZER_HH
#define TESTS_SERVERS_THREAD_SANITIZER_HH

#include <csignal>
#include <optional>

#include "labs/conformance/proc_observer.hh"

namespace thread_sanitizer {

#if defined(__SANITIZE_THREAD__)
inline constexpr bool kIsUsed = true;
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
inline constexpr bool kIsUsed = true;
#else
inline constexpr bool kIsUsed = false;
#endif
#else
inline constexpr bool kIsUsed = false;
#endif

/// Is this a signal to send again as long as the server has not stopped? A
/// second one makes the blocking call return, and the first one known.
constexpr bool bears_repeating(int number) {
  return kIsUsed && (number == SIGINT || number == SIGTERM);
}

/// Repeats a signal that stops whenever it is asked whether the server has.
class InsistentObserver : public conformance::ProcObserver {
 public:
  explicit InsistentObserver(pid_t server)
      : ProcObserver(server), server_(server) {}

  void signal(pid_t pid, int number) override {
    if (pid == server_ && bears_repeating(number)) repeated_ = number;
    ProcObserver::signal(pid, number);
  }

  std::optional<int> wait_status() override {
    const auto status = ProcObserver::wait_status();
    if (!status && repeated_) ProcObserver::signal(server_, *repeated_);
    return status;
  }

 private:
  const pid_t server_;
  std::optional<int> repeated_;
};

}  // namespace thread_sanitizer

#endif

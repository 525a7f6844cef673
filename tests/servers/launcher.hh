// Launcher: a server under test as a child process.
//
// It outlives neither this object nor the test program: the destructor kills
// and reaps it, and the kernel kills it when the test itself is killed.
#ifndef TESTS_SERVERS_LAUNCHER_HH
#define TESTS_SERVERS_LAUNCHER_HH

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "csapp/descriptor.hh"

namespace launcher {

constexpr std::chrono::seconds kPatience{10};

class Launcher {
 public:
  /// Starts argv[0] with these arguments; as user `uid` (not root) if given.
  /// Throws std::system_error.
  explicit Launcher(const std::vector<std::string>& argv,
                    std::optional<uid_t> uid = std::nullopt);
  Launcher(const Launcher&) = delete;
  Launcher& operator=(const Launcher&) = delete;
  ~Launcher();

  [[nodiscard]] pid_t pid() const { return pid_; }

  /// Waits for the line "listening PORT". Nothing when the program ends, says
  /// something else, or patience ends.
  [[nodiscard]] std::optional<std::uint16_t> await_announcement();

  void signal(int number);

  /// Waits for the program's end and reaps it; its wait status. Kills it when
  /// patience ends: the status then says so.
  int await_end();

  /// Everything on standard output. REQUIRES: await_end() was called.
  [[nodiscard]] std::string standard_output();

  /// Everything on standard error so far.
  [[nodiscard]] std::string standard_error() const;

 private:
  bool read_output(std::chrono::milliseconds patience);

  csapp::Descriptor output_;  // our end of a pipe
  csapp::Descriptor errors_;  // an anonymous file that it writes to
  std::string output_so_far_;
  pid_t pid_ = -1;
  int last_signal_ = 0;
  std::optional<int> status_;  // set once reaped
};

/// The lines in a sanitizer's report, or of another fatal kind, in what a
/// program wrote to standard error; empty: there are none.
[[nodiscard]] std::string sanitizer_report(const std::string& errors);

}  // namespace launcher

#endif

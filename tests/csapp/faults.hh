// Faults on demand: the test program is linked with --wrap for each function
// named here, so that a call from the library can be made to fail.
//
// Thread: set up and taken down by the test's thread; armed faults may be met
// by any thread.
#ifndef TESTS_CSAPP_FAULTS_HH
#define TESTS_CSAPP_FAULTS_HH

#include <signal.h>
#include <sys/types.h>

#include <cstddef>
#include <functional>
#include <string>

namespace faults {

// The next `times` calls of `function` fail with `error` instead of happening.
// connect with EINTR does happen, as in the kernel, and then says EINTR; select
// empties its sets, as it may.
class FailNext {
 public:
  FailNext(const std::string& function, int error, int times = 1);
  FailNext(const FailNext&) = delete;
  FailNext& operator=(const FailNext&) = delete;
  ~FailNext();

  // How many of the failures have not been met yet.
  [[nodiscard]] int left() const;
};

// While it lives, read(2) on descriptor kFd comes from here.
constexpr int kFd = 1'000'000;

class ScriptedRead {
 public:
  // What one read(2) does: returns a count, or -1 with errno.
  using Script = std::function<ssize_t(void* buffer, size_t count)>;
  explicit ScriptedRead(Script script);
  ScriptedRead(const ScriptedRead&) = delete;
  ScriptedRead& operator=(const ScriptedRead&) = delete;
  ~ScriptedRead();
};

// The same for write(2).
class ScriptedWrite {
 public:
  using Script = std::function<ssize_t(const void* buffer, size_t count)>;
  explicit ScriptedWrite(Script script);
  ScriptedWrite(const ScriptedWrite&) = delete;
  ScriptedWrite& operator=(const ScriptedWrite&) = delete;
  ~ScriptedWrite();
};

// Address lists that getaddrinfo gave and freeaddrinfo has not taken back.
int address_lists_alive();

// The flags that the last getaddrinfo was given.
int lookup_flags();

// What the last sigaction(2) was given; a sanitizer installs something else.
struct sigaction last_action();

}  // namespace faults

#endif

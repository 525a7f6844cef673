#include "labs/grader/sandbox/process_end.hh"

#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

#include "csapp/descriptor.hh"

namespace grader {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

}  // namespace

// A process cannot end without the kernel telling; where it does not offer
// that, we look again and again.
void wait_a_little(pid_t child, milliseconds patience) {
  const csapp::Descriptor process(
      static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
  if (process) {
    pollfd ended{process.get(), POLLIN, 0};
    ::poll(&ended, 1, static_cast<int>(patience.count()));
    return;
  }
  // sleep: between two looks at the process
  std::this_thread::sleep_for(std::min(patience, milliseconds(2)));
}

int end_within(pid_t child, milliseconds patience) {
  const Clock::time_point deadline = Clock::now() + patience;
  int status = 0;
  pid_t reaped = 0;
  while ((reaped = ::waitpid(child, &status, WNOHANG)) == 0) {
    const auto left =
        std::chrono::duration_cast<milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) break;
    wait_a_little(child, left);
  }
  if (reaped == 0) {
    ::kill(child, SIGKILL);
    reaped = ::waitpid(child, &status, 0);
  }
  return reaped == child ? status : -1;
}

}  // namespace grader

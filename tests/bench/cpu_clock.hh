// CpuClock: the processor time that a server has used, all of it.
//
// A process's clock (clock_getcpuclockid) has nanoseconds and covers all its
// threads, also those that have ended. A server that forks needs more:
//   - with a cgroup of its own, the group's counter, which covers every process
//     that ever was in it, to the nanosecond (version 1) or microsecond (2);
//   - without, the clocks of the process and of its living children, and what
//     the kernel added up of those it has reaped, which has ticks of 10 ms.
//
// Source:  clock_getcpuclockid(3); proc(5): children, cutime, cstime; the
//          kernel's admin-guide/cgroup-v1/cpuacct.rst and cgroup-v2.rst.
#ifndef TESTS_BENCH_CPU_CLOCK_HH
#define TESTS_BENCH_CPU_CLOCK_HH

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace bench {

/// Thread: any.
class CpuClock {
 public:
  /// Of process `pid`. `usage_file` is cpuacct.usage or cpu.stat of its own
  /// cgroup, or empty.
  CpuClock(pid_t pid, std::string usage_file);

  /// Nanoseconds so far. Errors: throws std::runtime_error when the process or
  /// the file is gone.
  [[nodiscard]] std::uint64_t read_ns() const;

  /// The same, once the server has come to rest: what it still does after its
  /// last reply counts, too. Blocks, 20 ms at most.
  [[nodiscard]] std::uint64_t settled_ns() const;

 private:
  pid_t pid_;
  std::string usage_file_;
};

}  // namespace bench

#endif

#include "tests/bench/cpu_clock.hh"

#include <unistd.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

namespace bench {
namespace {

using std::chrono::microseconds;

/// False when there is no such process.
bool process_ns(pid_t pid, std::uint64_t& ns) {
  clockid_t clock{};
  timespec time{};
  if (clock_getcpuclockid(pid, &clock) != 0) return false;
  if (clock_gettime(clock, &time) != 0) return false;
  ns = static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000 +
       static_cast<std::uint64_t>(time.tv_nsec);
  return true;
}

std::uint64_t living_children_ns(pid_t pid) {
  const std::string number = std::to_string(pid);
  std::ifstream list("/proc/" + number + "/task/" + number + "/children");
  std::uint64_t sum = 0;
  for (pid_t child = 0; list >> child;) {
    std::uint64_t ns = 0;
    if (process_ns(child, ns)) sum += ns;
  }
  return sum;
}

std::uint64_t reaped_children_ns(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  file.ignore(std::numeric_limits<std::streamsize>::max(), ')');
  std::string skipped;
  for (int field = 3; field <= 15; ++field) file >> skipped;
  std::uint64_t user = 0;
  std::uint64_t system = 0;
  file >> user >> system;
  const auto ticks = static_cast<std::uint64_t>(sysconf(_SC_CLK_TCK));
  return (user + system) * (1'000'000'000 / ticks);
}

/// cpuacct.usage is one number; cpu.stat begins "usage_usec NUMBER".
std::uint64_t cgroup_ns(const std::string& path) {
  std::ifstream file(path);
  std::string word;
  std::uint64_t number = 0;
  file >> word;
  if (word == "usage_usec" && file >> number) return number * 1000;
  std::istringstream digits(word);
  if (digits >> number) return number;
  throw std::runtime_error("no processor time in " + path);
}

}  // namespace

CpuClock::CpuClock(pid_t pid, std::string usage_file)
    : pid_(pid), usage_file_(std::move(usage_file)) {}

std::uint64_t CpuClock::read_ns() const {
  if (!usage_file_.empty()) return cgroup_ns(usage_file_);
  std::uint64_t ns = 0;
  if (!process_ns(pid_, ns)) {
    throw std::runtime_error("no process " + std::to_string(pid_));
  }
  return ns + living_children_ns(pid_) + reaped_children_ns(pid_);
}

std::uint64_t CpuClock::settled_ns() const {
  std::uint64_t before = read_ns();
  for (int look = 0; look < 100; ++look) {
    // sleep: the server runs on this processor only while we do not
    std::this_thread::sleep_for(microseconds(200));
    const std::uint64_t now = read_ns();
    if (now == before) break;
    before = now;
  }
  return before;
}

}  // namespace bench

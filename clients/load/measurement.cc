#include "clients/load/measurement.hh"

#include <algorithm>
#include <ctime>

namespace load {
namespace {

using std::chrono::nanoseconds;

nanoseconds thread_cpu_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

}  // namespace

void Measurement::start() { cpu_start_ = thread_cpu_time(); }

void Measurement::record(const Turn& turn, Clock::time_point now) {
  ++replies_;
  if (!turn.is_measured) return;
  const bool is_after_warm_up = result_.messages == 0 && replies_ > 1;
  if (is_after_warm_up) cpu_start_ = thread_cpu_time();
  ++result_.messages;
  const nanoseconds latency = now - turn.time;
  result_.latency_ns.record(static_cast<std::uint64_t>(latency.count()));
}

void Measurement::count_errors(std::uint64_t count, const std::string& reason) {
  if (result_.errors == 0) result_.first_error = reason;
  result_.errors += count;
}

void Measurement::stop(nanoseconds elapsed) {
  result_.cpu = thread_cpu_time() - cpu_start_;
  result_.elapsed = std::max(elapsed, nanoseconds(0));
}

}  // namespace load

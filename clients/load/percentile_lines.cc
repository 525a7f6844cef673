#include "clients/load/percentile_lines.hh"

#include <iomanip>
#include <sstream>

namespace load {
namespace {

constexpr int kStepsPerHalf = 5;
constexpr double kNanosecondsPerUnit = 1e3;

double units(std::uint64_t ns) {
  return static_cast<double>(ns) / kNanosecondsPerUnit;
}

// The columns that every line has.
std::ostream& begin_line(std::ostream& out, std::uint64_t value_ns,
                         double fraction, std::uint64_t count) {
  return out << std::setw(12) << std::setprecision(3) << units(value_ns) << ' '
             << std::setw(14) << std::setprecision(12) << fraction << ' '
             << std::setw(10) << count;
}

// The lines below 100 %. The part that remains is halved again and again.
void write_steps(std::ostream& out, const LatencyHistogram& latency_ns) {
  for (double half = 1; true; half /= 2) {
    for (int step = 0; step < kStepsPerHalf; ++step) {
      const double fraction = 1 - half + half * step / (2 * kStepsPerHalf);
      const std::uint64_t value = latency_ns.percentile(fraction);
      const std::uint64_t count = latency_ns.count_through(value);
      if (count == latency_ns.count()) return;
      begin_line(out, value, fraction, count)
          << ' ' << std::setw(14) << std::setprecision(2) << 1 / (1 - fraction)
          << '\n';
    }
  }
}

void write_summary(std::ostream& out, const LatencyHistogram& latency_ns) {
  const auto [mean, deviation] = latency_ns.moments();
  out << std::setprecision(3) << "#[Mean    = " << std::setw(12)
      << mean / kNanosecondsPerUnit << ", StdDeviation   = " << std::setw(12)
      << deviation / kNanosecondsPerUnit << "]\n#[Max     = " << std::setw(12)
      << units(latency_ns.max()) << ", Total count    = " << std::setw(12)
      << latency_ns.count() << "]\n";
}

}  // namespace

std::string percentile_lines(const LatencyHistogram& latency_ns) {
  std::ostringstream out;
  out << std::fixed
      << "       Value     Percentile TotalCount 1/(1-Percentile)\n\n";
  if (latency_ns.count() > 0) {
    write_steps(out, latency_ns);
    begin_line(out, latency_ns.max(), 1, latency_ns.count()) << '\n';
  }
  write_summary(out, latency_ns);
  return out.str();
}

}  // namespace load

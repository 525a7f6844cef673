#include "clients/load/pace.hh"

namespace load {

Pace::Pace(const Plan& plan, Share share)
    : plan_(plan), share_(share), limit_(share.of(plan.messages)) {
  if (plan.rate > 0) {
    schedule_.emplace(plan.rate, plan.arrivals, plan.ramp, share);
  }
}

void Pace::start(Clock::time_point now) {
  start_ = now;
  measured_from_ = now + plan_.warm_up;
}

std::optional<Turn> Pace::take(Clock::time_point now) {
  if (is_over(now)) return std::nullopt;
  Clock::time_point time = now;
  if (schedule_) {
    time = next_due();
    if (time > now) return std::nullopt;
    schedule_->advance();
  }
  const bool is_measured = time >= measured_from_;
  if (is_measured) ++taken_;
  return Turn{time, is_measured};
}

bool Pace::is_over(Clock::time_point now) const {
  if (plan_.messages > 0 && taken_ == limit_) return true;
  const Clock::time_point next = schedule_ ? next_due() : now;
  return plan_.duration.count() > 0 && next - measured_from_ >= plan_.duration;
}

Clock::time_point Pace::next_due() const { return start_ + schedule_->next(); }

Clock::time_point Pace::opening_of(std::size_t n) const {
  if (schedule_) return start_;
  const auto number = static_cast<double>(n * share_.count + share_.index);
  const double part = number / static_cast<double>(plan_.connections);
  const std::chrono::duration<double, std::nano> wait = plan_.ramp * part;
  return start_ + std::chrono::duration_cast<std::chrono::nanoseconds>(wait);
}

}  // namespace load

#include "clients/load/arrival_schedule.hh"

#include <cmath>

namespace load {

ArrivalSchedule::ArrivalSchedule(double rate, Arrivals arrivals,
                                 std::chrono::nanoseconds ramp, Share share)
    : rate_(rate),
      arrivals_(arrivals),
      ramp_seconds_(std::chrono::duration<double>(ramp).count()),
      share_(share),
      random_(share.index + 1),  // the same plan in every run
      before_(arrivals == Arrivals::kConstant ? static_cast<double>(share.index)
                                              : exponential()),
      next_(time_of(before_)) {}

void ArrivalSchedule::advance() {
  before_ += arrivals_ == Arrivals::kConstant
                 ? static_cast<double>(share_.count)
                 : exponential();
  next_ = time_of(before_);
}

// The gap to this thread's next message, in messages of all threads.
double ArrivalSchedule::exponential() {
  constexpr double kStep = 0x1p-53;
  const double uniform = (static_cast<double>(random_() >> 11) + 0.5) * kStep;
  return -std::log(uniform) * static_cast<double>(share_.count);
}

std::chrono::nanoseconds ArrivalSchedule::time_of(double messages) const {
  const double in_ramp = rate_ * ramp_seconds_ / 2;
  const double nanoseconds =
      messages < in_ramp
          ? std::sqrt(2 * ramp_seconds_ * messages / rate_) * 1e9
          : ramp_seconds_ * 1e9 + (messages - in_ramp) * 1e9 / rate_;
  return std::chrono::nanoseconds(std::llround(nanoseconds));
}

}  // namespace load

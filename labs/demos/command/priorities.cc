#include "labs/demos/command/priorities.hh"

#include <sched.h>

namespace demos {
namespace {

constexpr int kHighest = 3;  // of those that demos use

/// Known for certain only by trying.
bool may_be_real_time() {
  sched_param usual{};
  const int policy = ::sched_getscheduler(0);
  ::sched_getparam(0, &usual);
  const sched_param wanted{.sched_priority = kHighest};
  if (::sched_setscheduler(0, SCHED_FIFO, &wanted) < 0) return false;
  ::sched_setscheduler(0, policy, &usual);
  return true;
}

}  // namespace

bool replace_by_simulation(Demo& demo) {
  if (demo.instead.empty() || may_be_real_time()) return false;
  demo.name = demo.instead;
  demo.shows = "simulated: " + demo.shows;
  demo.cures = {demo.instead + "_fixed"};
  demo.plot.reset();
  return true;
}

}  // namespace demos

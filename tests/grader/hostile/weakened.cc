// A grader that has all defences but one, and limits that do not take a test's
// time: linked in place of labs/grader/sandbox/defences.cc and usual_limits.cc.
//
// Which one, weaken() of hostile.py writes into a copy of the executable: the
// examiner, too, is that file, and sees neither our environment nor our files.
#include <iterator>
#include <string_view>

#include "labs/grader/sandbox/defences.hh"
#include "labs/grader/usual_limits.hh"

namespace grader {
namespace {

// Read at run time only, because it is written over.
extern const volatile char weakness[];
const volatile char weakness[] = "the defence that is off: none            ";
constexpr std::size_t kName = sizeof "the defence that is off:";

// In the order of Defence.
constexpr std::string_view kNames[] = {"unreadable-examiner",
                                       "closed-descriptors",
                                       "limits-of-others",
                                       "hidden-files",
                                       "no-tools",
                                       "empty-environment",
                                       "own-network",
                                       "own-objects",
                                       "processes-end",
                                       "no-links",
                                       "no-waiting",
                                       "plain-text",
                                       "evidence",
                                       "visible-code",
                                       "side-by-side",
                                       "many-clients",
                                       "drawn-numbers"};
static_assert(std::size(kNames) ==
              static_cast<std::size_t>(Defence::kDrawnNumbers) + 1);

bool is_off(std::string_view name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (weakness[kName + i] != name[i]) return false;
  }
  return weakness[kName + name.size()] == ' ';
}

}  // namespace

bool is_on(Defence defence) {
  return !is_off(kNames[static_cast<std::size_t>(defence)]);
}

// Small where an attack is to be stopped, or is about time; large where it is
// to get through, also on a machine that has much else to do.
UsualLimits usual_limits() {
  using std::chrono::seconds;
  const bool is_short = is_off("none") || is_off("no-waiting") ||
                        is_off("time-to-unpack") || is_off("time-to-build") ||
                        is_off("time-of-all");
  if (!is_short) return {.grading = seconds(200)};
  constexpr seconds kNone{3600};
  const Limits small{.wall = seconds(10),
                     .processes = 100,
                     .memory_bytes = std::size_t{128} << 20};
  UsualLimits limits{.unpacking = small,
                     .building = {.wall = seconds(12), .cpu = seconds(10)},
                     .examining = small,
                     .grading = seconds(10)};
  Limits& unpacking = limits.unpacking;
  Limits& building = limits.building;
  if (is_off("time-to-unpack")) unpacking.wall = unpacking.cpu = kNone;
  if (is_off("time-to-build")) building.wall = building.cpu = kNone;
  if (is_off("time-of-all")) limits.grading = kNone;
  return limits;
}

}  // namespace grader

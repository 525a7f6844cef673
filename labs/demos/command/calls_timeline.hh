// CallsTimeline: what strace wrote of some processes, as columns.
//
// Thread: any.
#ifndef LABS_DEMOS_COMMAND_CALLS_TIMELINE_HH
#define LABS_DEMOS_COMMAND_CALLS_TIMELINE_HH

#include <limits>
#include <map>
#include <string>
#include <vector>

namespace demos {

/// A call, its return, or both.
struct Row {
  int pid = 0;
  double time = 0;  // seconds
  std::string text{};
  bool is_waiting = false;  // the call has not returned yet
};

struct Timeline {
  std::vector<Row> rows;
  std::vector<int> pids;             // in the order of their first calls
  std::map<int, std::string> names;  // the last one of each
  std::map<int, std::string> waits;  // what has not returned
};

/// What `strace -f -Y -ttt` wrote, without what the loader does, what is
/// printed, and what began at `end` or later, in seconds since 1970.
[[nodiscard]] Timeline parse_calls(
    const std::string& written,
    double end = std::numeric_limits<double>::infinity());

/// A row for each call, in the column of its process; 80 columns.
[[nodiscard]] std::string draw(const Timeline& timeline);

/// A line for each process that waits in a call.
[[nodiscard]] std::string waits_of(const Timeline& timeline);

}  // namespace demos

#endif

// A failing schedule, as `interleave show` draws it, cut to what fits into a
// result: the words on what went wrong, and the steps that they speak of.
//
// Thread: any.
#ifndef LABS_ASSIGNMENTS_SERVER_TESTS_DRAWN_TRACE_HH
#define LABS_ASSIGNMENTS_SERVER_TESTS_DRAWN_TRACE_HH

#include <string>
#include <string_view>

namespace server_tests {

/// Columns to draw it in: a result is shown indented, behind a bar.
inline constexpr unsigned kTraceWidth = 66;

struct DrawnTrace {
  std::string card;      // what went wrong, where, and what is beneath it
  std::string timeline;  // the steps on the card, and those around them
};

/// Of a text that is no trace, all is the card.
[[nodiscard]] DrawnTrace cut_to_size(std::string_view drawn);

}  // namespace server_tests

#endif

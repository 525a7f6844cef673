// Columns: plain text (plain_text.hh) laid out for a terminal.
//
// Thread: any.
#ifndef LABS_GRADER_EMITTERS_COLUMNS_HH
#define LABS_GRADER_EMITTERS_COLUMNS_HH

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace grader {

/// How many columns a terminal needs for `text`, one line. Wide characters of
/// East Asia and emoji take two. Never too few; combining characters count,
/// though they take none.
[[nodiscard]] std::size_t columns_of(std::string_view text);

/// `text` in lines of at most `width` columns, broken at blanks where there
/// are any, else anywhere. Tabs become blanks. REQUIRES: width >= 2.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text,
                                               std::size_t width);

/// `text` and blanks up to `width` columns.
[[nodiscard]] std::string padded(std::string text, std::size_t width);

}  // namespace grader

#endif

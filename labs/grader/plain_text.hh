// Any bytes as text that every platform accepts: valid UTF-8 without control
// characters but newline and tab.
//
// Thread: any.
#ifndef LABS_GRADER_PLAIN_TEXT_HH
#define LABS_GRADER_PLAIN_TEXT_HH

#include <cstddef>
#include <string>
#include <string_view>

namespace grader {

inline constexpr std::size_t kMostText = 10'000;

/// Bytes that are no UTF-8 become U+FFFD; control characters (also C1, and
/// those that reverse the direction of text) become "\x1b", "\u{202e}" and the
/// like, visible and harmless. A text over `most` bytes loses its middle, which
/// a line says; head and tail stay.
[[nodiscard]] std::string plain_text(std::string_view bytes,
                                     std::size_t most = kMostText);

/// The same on one line: newlines and tabs become spaces.
[[nodiscard]] std::string plain_line(std::string_view bytes,
                                     std::size_t most = 400);

}  // namespace grader

#endif

// Text columns: what tables of characters are made of.
//
// Thread: any.
#ifndef LABS_DEMOS_COMMAND_TEXT_COLUMNS_HH
#define LABS_DEMOS_COMMAND_TEXT_COLUMNS_HH

#include <string>

namespace demos {

/// `text` up to its last character that is no blank.
[[nodiscard]] inline std::string without_trailing_blanks(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

/// `text`, filled with blanks to `width`.
[[nodiscard]] inline std::string filled(std::string text, std::size_t width) {
  text.resize(width, ' ');
  return text;
}

}  // namespace demos

#endif

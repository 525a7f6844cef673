// The characters and colours that text for people is drawn with.
//
// Concurrency: none; constants and pure functions.
#pragma once

#include <string>
#include <string_view>

namespace interleave {

struct TextStyle {
  unsigned width = 80;  // columns; what is smaller than 40 counts as 40
  bool color = false;   // terminal's escape sequences
  bool ascii = false;   // draw with ASCII (sources are shown as they are)
};

struct Drawing {
  std::string_view vertical, horizontal, cross, heavy, heavy_cross;
  std::string_view pointer;  // at steps that matter
  std::string_view ellipsis;
};

inline constexpr Drawing kUnicodeDrawing = {"│", "─", "┼", "═", "╪", "▶", "…"};
inline constexpr Drawing kAsciiDrawing = {"|", "-", "+", "=", "=", ">", "..."};

inline const Drawing& drawing_of(const TextStyle& style) {
  return style.ascii ? kAsciiDrawing : kUnicodeDrawing;
}

enum class Ink { kPlain, kBold, kDim, kRed, kYellow };

inline std::string inked(std::string_view text, Ink ink,
                         const TextStyle& style) {
  if (!style.color || ink == Ink::kPlain || text.empty())
    return std::string(text);
  constexpr std::string_view kCodes[] = {"0", "1", "2", "1;31", "1;33"};
  return "\033[" + std::string(kCodes[static_cast<int>(ink)]) + "m" +
         std::string(text) + "\033[0m";
}

inline std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (; times > 0; --times) result += text;
  return result;
}

}  // namespace interleave

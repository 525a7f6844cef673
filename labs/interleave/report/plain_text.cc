#include "labs/interleave/report/plain_text.hh"

#include <algorithm>
#include <cstdint>

namespace interleave {

namespace {

struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 1;
  bool well_formed = false;
};

std::size_t length_by_first(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  if (first >= 0xf0 && first < 0xf5) return 4;
  return 0;
}

Character first_of(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const std::size_t bytes = length_by_first(first);
  if (bytes == 0 || bytes > text.size()) return {};
  if (bytes == 1) return {first, 1, true};
  std::uint32_t code = first & (0xffu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0) != 0x80) return {};
    code = code << 6 | (next & 0x3fu);
  }
  constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xd800 && code < 0xe000;
  if (code < kSmallest[bytes] || surrogate || code > 0x10ffff) return {};
  return {code, bytes, true};
}

// Controls, and what turns the direction of text around.
bool is_control(std::uint32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) ||
         (code >= 0x200b && code <= 0x200f) ||
         (code >= 0x2028 && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0xfeff;
}

std::size_t columns_of(std::uint32_t code) {
  if (code >= 0x300 && code < 0x370) return 0;  // combining marks
  const bool wide =
      (code >= 0x1100 && code < 0x1160) || (code >= 0x2e80 && code < 0xa4d0) ||
      (code >= 0xac00 && code < 0xd7a4) || (code >= 0xf900 && code < 0xfb00) ||
      (code >= 0xfe30 && code < 0xfe70) || (code >= 0xff00 && code < 0xff61) ||
      (code >= 0x1f300 && code < 0x1fb00) || code >= 0x20000;
  return wide ? 2 : 1;
}

}  // namespace

std::string plain_text(std::string_view text, TextKind kind) {
  std::string result;
  std::size_t column = 0;
  while (!text.empty()) {
    const Character character = first_of(text);
    if (character.code == '\n' && kind == TextKind::kLines) {
      result += '\n';
      column = 0;
    } else if (character.code == '\t') {
      const std::size_t blanks = 8 - column % 8;
      result.append(blanks, ' ');
      column += blanks;
    } else if (!character.well_formed || is_control(character.code)) {
      result += '?';
      ++column;
    } else {
      result += text.substr(0, character.bytes);
      column += columns_of(character.code);
    }
    text.remove_prefix(character.bytes);
  }
  return result;
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Character character = first_of(text);
    width += columns_of(character.code);
    text.remove_prefix(character.bytes);
  }
  return width;
}

std::string_view beginning(std::string_view text, std::size_t width) {
  std::size_t bytes = 0;
  while (bytes < text.size()) {
    const Character character = first_of(text.substr(bytes));
    const std::size_t columns = columns_of(character.code);
    if (columns > width) break;
    width -= columns;
    bytes += character.bytes;
  }
  return text.substr(0, bytes);
}

std::string cut(std::string_view text, std::size_t width,
                std::string_view ellipsis) {
  if (width_of(text) <= width) return std::string(text);
  const std::size_t dots = width_of(ellipsis);
  if (dots >= width) return std::string(beginning(text, width));
  return std::string(beginning(text, width - dots)).append(ellipsis);
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t used = width_of(text);
  std::string result(text);
  return result.append(width > used ? width - used : 0, ' ');
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  width = std::max<std::size_t>(width, 2);  // room for any one character
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t blank = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, blank);
    text.remove_prefix(std::min(blank + 1, text.size()));
    const std::size_t gap = lines.back().empty() ? 0 : 1;
    if (width_of(lines.back()) + gap + width_of(word) <= width) {
      lines.back().append(gap, ' ').append(word);
      continue;
    }
    if (gap == 1) lines.emplace_back();
    for (; width_of(word) > width;) {
      const std::string_view part = beginning(word, width);
      lines.back() = part;
      lines.emplace_back();
      word.remove_prefix(part.size());
    }
    lines.back() = word;
  }
  return lines;
}

std::string paragraph(std::string_view text, std::size_t width,
                      std::string_view first, std::string_view next) {
  const std::size_t used = std::max(width_of(first), width_of(next));
  std::string result;
  std::string_view prefix = first;
  for (const std::string& line :
       wrapped(text, width > used ? width - used : 1)) {
    result.append(prefix).append(line).append("\n");
    prefix = next;
  }
  return result;
}

}  // namespace interleave

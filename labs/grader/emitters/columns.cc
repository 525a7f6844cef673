#include "labs/grader/emitters/columns.hh"

#include <array>

namespace grader {
namespace {

struct Range {
  char32_t first, last;
};

// Source: East Asian Width (UAX 11), rounded up to whole blocks.
constexpr std::array kWide = {
    Range{0x1100, 0x11FF},   Range{0x231A, 0x23FF},   Range{0x2600, 0x27BF},
    Range{0x2B00, 0x2BFF},   Range{0x2E80, 0xA4CF},   Range{0xA960, 0xA97F},
    Range{0xAC00, 0xD7FF},   Range{0xF900, 0xFAFF},   Range{0xFE10, 0xFE6F},
    Range{0xFF00, 0xFFEF},   Range{0x16FE0, 0x18DFF}, Range{0x1AFF0, 0x1B2FF},
    Range{0x1F000, 0x1FAFF}, Range{0x20000, 0x3FFFD}};

/// The bytes of the first character of `text`, which is valid and not empty.
std::string_view first_character(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() &&
         (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
    ++length;
  }
  return text.substr(0, length);
}

std::size_t width_of(std::string_view character) {
  if (character.size() < 3) return 1;
  char32_t point = static_cast<unsigned char>(character[0]) &
                   (0xFFu >> (character.size() + 1));
  for (const char byte : character.substr(1)) {
    point = (point << 6) | (static_cast<unsigned char>(byte) & 0x3F);
  }
  for (const Range& range : kWide) {
    if (point >= range.first && point <= range.last) return 2;
  }
  return 1;
}

/// The longest beginning of `text` that fits into `width` columns.
std::string_view fitting(std::string_view text, std::size_t width) {
  std::size_t length = 0;
  std::size_t columns = 0;
  while (length < text.size()) {
    const std::string_view next = first_character(text.substr(length));
    columns += width_of(next);
    if (columns > width) break;
    length += next.size();
  }
  return text.substr(0, length);
}

std::string without_tabs(std::string_view line) {
  std::string text;
  for (const char c : line) {
    if (c == '\t') {
      text += "    ";
    } else {
      text += c;
    }
  }
  return text;
}

/// Appends `line`, in pieces of `width` columns.
void wrap_line(std::string_view line, std::size_t width,
               std::vector<std::string>& lines) {
  for (;;) {
    std::string_view piece = fitting(line, width);
    if (piece.size() == line.size()) break;
    std::size_t taken = piece.size();
    const std::size_t blank = line.find_last_of(' ', piece.size());
    if (blank != line.npos && line.find_first_not_of(' ') < blank) {
      piece = line.substr(0, blank);
      taken = blank + 1;
    }
    lines.emplace_back(piece);
    line.remove_prefix(taken);
  }
  lines.emplace_back(line);
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const std::string_view next = first_character(text);
    columns += width_of(next);
    text.remove_prefix(next.size());
  }
  return columns;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  while (text.ends_with('\n')) text.remove_suffix(1);
  for (;;) {
    const std::size_t end = text.find('\n');
    wrap_line(without_tabs(text.substr(0, end)), width, lines);
    if (end == text.npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t columns = columns_of(text);
  if (columns < width) text.append(width - columns, ' ');
  return text;
}

}  // namespace grader

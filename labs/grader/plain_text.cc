#include "labs/grader/plain_text.hh"

#include <array>
#include <charconv>
#include <cstdint>

#include "labs/grader/sandbox/defences.hh"

namespace grader {
namespace {

constexpr char32_t kReplacement = U'\uFFFD';

struct Character {
  char32_t point = kReplacement;
  std::size_t length = 1;  // bytes that it takes, or that are wrong
};

unsigned byte_at(std::string_view bytes, std::size_t index) {
  return static_cast<unsigned char>(bytes[index]);
}

/// How a sequence begins: the bounds on its second byte refuse what is too
/// long for its value, surrogates, and values over U+10FFFF.
struct Lead {
  unsigned first, last;      // of the lead byte
  std::size_t length;        // of the sequence
  unsigned lowest, highest;  // second byte
};

constexpr std::array kLeads = {
    Lead{0xC2, 0xDF, 2, 0x80, 0xBF}, Lead{0xE0, 0xE0, 3, 0xA0, 0xBF},
    Lead{0xE1, 0xEC, 3, 0x80, 0xBF}, Lead{0xED, 0xED, 3, 0x80, 0x9F},
    Lead{0xEE, 0xEF, 3, 0x80, 0xBF}, Lead{0xF0, 0xF0, 4, 0x90, 0xBF},
    Lead{0xF1, 0xF3, 4, 0x80, 0xBF}, Lead{0xF4, 0xF4, 4, 0x80, 0x8F}};

/// The first character of `bytes`. As browsers do, one U+FFFD stands for the
/// longest beginning of a sequence that was not completed.
Character decode(std::string_view bytes) {
  const unsigned first = byte_at(bytes, 0);
  if (first < 0x80) return {first, 1};
  for (const Lead& lead : kLeads) {
    if (first < lead.first || first > lead.last) continue;
    char32_t point = first & (0xFFu >> (lead.length + 1));
    for (std::size_t at = 1; at < lead.length; ++at) {
      const unsigned lowest = at == 1 ? lead.lowest : 0x80;
      const unsigned highest = at == 1 ? lead.highest : 0xBF;
      if (at >= bytes.size() || byte_at(bytes, at) < lowest ||
          byte_at(bytes, at) > highest) {
        return {kReplacement, at};
      }
      point = (point << 6) | (byte_at(bytes, at) & 0x3F);
    }
    return {point, lead.length};
  }
  return {};
}

struct Range {
  char32_t first, last;
};

/// Not shown, though valid: C1 controls, what reverses the direction of text,
/// line separators that are no newline, the byte order mark, noncharacters.
constexpr std::array kInvisible = {Range{0x80, 0x9F},     Range{0x61C, 0x61C},
                                   Range{0x200E, 0x200F}, Range{0x2028, 0x202E},
                                   Range{0x2066, 0x2069}, Range{0xFEFF, 0xFEFF},
                                   Range{0xFDD0, 0xFDEF}};

bool is_invisible(char32_t point) {
  if ((point & 0xFFFE) == 0xFFFE) return true;
  for (const Range& range : kInvisible) {
    if (point >= range.first && point <= range.last) return true;
  }
  return false;
}

std::string hexadecimal(char32_t point) {
  std::array<char, 8> digits{};
  const auto end =
      std::to_chars(digits.begin(), digits.end(), std::uint32_t{point}, 16);
  return {digits.begin(), end.ptr};
}

/// As in a C string, always with two digits.
std::string byte_escape(char32_t point) {
  return (point < 0x10 ? "\\x0" : "\\x") + hexadecimal(point);
}

enum class Layout { kLines, kOneLine };

std::string visible(std::string_view bytes, Layout layout) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const Character character = decode(bytes);
    const char32_t point = character.point;
    if (point == '\n' || point == '\t') {
      text += layout == Layout::kLines ? static_cast<char>(point) : ' ';
    } else if (point < 0x20 || point == 0x7F) {
      text += byte_escape(point);
    } else if (is_invisible(point)) {
      text += "\\u{" + hexadecimal(point) + "}";
    } else if (point == kReplacement) {
      text += "\uFFFD";
    } else {
      text += bytes.substr(0, character.length);
    }
    bytes.remove_prefix(character.length);
  }
  return text;
}

/// Is there a character's first byte, or the end, at `position`?
bool is_boundary(std::string_view text, std::size_t position) {
  return position >= text.size() || (byte_at(text, position) & 0xC0) != 0x80;
}

std::string marker(std::size_t left_out, Layout layout) {
  const std::string words =
      "... " + std::to_string(left_out) + " bytes left out ...";
  return layout == Layout::kLines ? "\n" + words + "\n" : " " + words + " ";
}

/// `text`, which is valid, in at most `most` bytes. Its middle has already
/// lost `lost` bytes.
std::string without_middle(std::string text, std::size_t most, Layout layout,
                           std::size_t lost) {
  if (text.size() <= most) return text;
  const std::size_t reserved = marker(text.size() + lost, layout).size();
  if (most <= reserved) {
    while (!is_boundary(text, most)) --most;
    return text.substr(0, most);
  }
  std::size_t head = (most - reserved) / 2;
  std::size_t tail = text.size() - (most - reserved - head);
  while (!is_boundary(text, head)) --head;
  while (!is_boundary(text, tail)) ++tail;
  return text.substr(0, head) + marker(tail - head + lost, layout) +
         text.substr(tail);
}

std::string_view trimmed(std::string_view text, std::string_view blanks) {
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == text.npos) return "";
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::string fitted(std::string_view bytes, std::size_t most, Layout layout) {
  // No text gets shorter by being made visible, so that of megabytes only both
  // ends need to be looked at.
  const std::size_t half = bytes.size() / 2;
  if (half < kMostText || half - kMostText < most) {
    return without_middle(visible(bytes, layout), most, layout, 0);
  }
  const std::size_t end = most + kMostText;
  return without_middle(visible(bytes.substr(0, end), layout) +
                            visible(bytes.substr(bytes.size() - end), layout),
                        most, layout, bytes.size() - 2 * end);
}

}  // namespace

std::string plain_text(std::string_view bytes, std::size_t most) {
  if (!is_on(Defence::kPlainText)) return std::string(bytes);
  return fitted(bytes, most, Layout::kLines);
}

std::string plain_line(std::string_view bytes, std::size_t most) {
  const std::string line =
      fitted(trimmed(bytes, " \n\t"), most, Layout::kOneLine);
  return std::string(trimmed(line, " "));
}

}  // namespace grader

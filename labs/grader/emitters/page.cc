#include "labs/grader/emitters/page.hh"

#include "labs/grader/emitters/columns.hh"

namespace grader {
namespace {

std::string_view sequence_of(Ink ink) {
  switch (ink) {
    case Ink::kPlain:
      break;
    case Ink::kGood:
      return "\x1b[32m";
    case Ink::kBad:
      return "\x1b[31m";
    case Ink::kDim:
      return "\x1b[33m";
    case Ink::kStrong:
      return "\x1b[1m";
  }
  return "";
}

}  // namespace

void Page::line(std::string_view text, Ink ink) {
  // No blanks at the end, which would show up in every comparison.
  text = text.substr(0, text.find_last_not_of(' ') + 1);
  text_ += inked(text, ink);
  text_ += '\n';
}

void Page::paragraph(std::string_view text, Ink ink) {
  for (const auto& piece : wrapped(text, kColumns)) line(piece, ink);
}

void Page::block(const std::string& label, std::string_view text) {
  if (text.empty()) return;
  std::string start = padded("  " + label, kValueColumn);
  for (const auto& piece : wrapped(text, kColumns - kValueColumn)) {
    line(start + piece);
    start.assign(kValueColumn, ' ');
  }
}

std::string Page::inked(std::string_view text, Ink ink) const {
  if (colour_ == Colour::kNone || ink == Ink::kPlain || text.empty()) {
    return std::string(text);
  }
  return std::string(sequence_of(ink)) + std::string(text) + "\x1b[0m";
}

}  // namespace grader

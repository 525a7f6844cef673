#include "labs/assignments/server_tests/drawn_trace.hh"

#include <algorithm>
#include <vector>

namespace server_tests {
namespace {

constexpr std::size_t kWidth = 66;    // of a terminal's 80, indented
constexpr std::size_t kAround = 2;    // lines kept beside one on the card
constexpr std::size_t kMostLines = 60;
constexpr std::string_view kFound = "found by schedule";
constexpr std::string_view kHead = " step ";
constexpr std::string_view kFoot = "as a page: ";
constexpr std::string_view kEnd = "=== the end";

using Lines = std::vector<std::string_view>;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Lines::const_iterator find_start(const Lines& lines, std::string_view start) {
  return std::find_if(lines.begin(), lines.end(), [&](std::string_view line) {
    return line.starts_with(start);
  });
}

bool is_rule(std::string_view line) {
  return !line.empty() && line.find_first_not_of("=-") == line.npos;
}

std::string joined(Lines lines) {
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  std::string text;
  for (const std::string_view line : lines) {
    if (!text.empty()) text += '\n';
    text += line;
  }
  return text;
}

// The second half of a character goes with the first.
std::string_view narrowed(std::string_view line) {
  std::size_t end = std::min(line.size(), kWidth);
  while (end < line.size() && end > 0 && (line[end] & 0xC0) == 0x80) --end;
  return line.substr(0, end);
}

std::string card_of(const Lines& lines) {
  Lines kept;
  std::copy_if(lines.begin(), find_start(lines, kFound),
               std::back_inserter(kept),
               [](std::string_view line) { return !is_rule(line); });
  return joined(kept);
}

// Which lines to keep: those that the card speaks of (or the end, where each
// thread is stuck), and what stands around them.
std::vector<bool> chosen_from(const Lines& rows) {
  std::vector<bool> kept(rows.size());
  bool at_end = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    at_end = at_end || rows[i].starts_with(kEnd);
    if (!at_end && !rows[i].starts_with('>')) continue;
    const std::size_t last = std::min(i + kAround, rows.size() - 1);
    for (std::size_t k = i - std::min(i, kAround); k <= last; ++k) {
      kept[k] = true;
    }
  }
  return kept;
}

std::string timeline_of(const Lines& lines) {
  const auto head = find_start(lines, kHead);
  const auto rule = std::find_if(head, lines.end(), is_rule);
  if (rule == lines.end()) return "";
  const Lines rows(rule + 1, find_start(lines, kFoot));
  const std::vector<bool> kept = chosen_from(rows);
  Lines shown;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (kept[i]) {
      shown.push_back(narrowed(rows[i]));
    } else if (!shown.empty() && shown.back() != "...") {
      shown.emplace_back("...");
    }
  }
  while (!shown.empty() && shown.back() == "...") shown.pop_back();
  if (shown.size() > kMostLines) {
    shown.erase(shown.begin(), shown.end() - kMostLines);
  }
  shown.insert(shown.begin(), head, rule);
  return joined(shown);
}

}  // namespace

DrawnTrace cut_to_size(std::string_view drawn) {
  const Lines lines = lines_of(drawn);
  return {.card = card_of(lines), .timeline = timeline_of(lines)};
}

}  // namespace server_tests

#include "labs/assignments/server_tests/drawn_trace.hh"

#include <algorithm>
#include <vector>

namespace server_tests {
namespace {

constexpr std::size_t kNumber = 6;  // columns of a step's number
constexpr std::string_view kGap = "...";
constexpr std::string_view kFound = "found by schedule";
constexpr std::string_view kHead = " step ";

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

std::string card_of(const Lines& lines) {
  Lines kept;
  std::copy_if(lines.begin(), find_start(lines, kFound),
               std::back_inserter(kept),
               [](std::string_view line) { return !is_rule(line); });
  return joined(kept);
}

// A step with the lines below it that say more about it, or a rule with its
// words.
bool begins_step(std::string_view line) {
  if (line.starts_with("---") || line.starts_with("===")) return true;
  return line.substr(0, kNumber).find_first_of("0123456789") != line.npos ||
         line.find("|  ... ") != line.npos;
}

std::vector<Lines> steps_of(const Lines& rows) {
  std::vector<Lines> steps;
  for (const std::string_view row : rows) {
    if (steps.empty() || begins_step(row)) steps.emplace_back();
    steps.back().push_back(row);
  }
  return steps;
}

// The card speaks of it, or it is where things take their turn.
bool is_telling(const Lines& step) {
  if (step[0].starts_with('>') || step[0].starts_with("===")) return true;
  return std::any_of(step.begin(), step.end(), [](std::string_view line) {
    return line.find(": fails: ") != line.npos;
  });
}

// Telling steps, and what stands beside them.
std::vector<bool> choose(const std::vector<Lines>& steps) {
  std::vector<bool> chosen(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!is_telling(steps[i])) continue;
    chosen[i] = true;
    if (i > 0) chosen[i - 1] = true;
    if (i + 1 < steps.size()) chosen[i + 1] = true;
  }
  return chosen;
}

std::string timeline_of(const Lines& lines) {
  const auto head = find_start(lines, kHead);
  const auto rule = std::find_if(head, lines.end(), is_rule);
  if (rule == lines.end()) return "";
  const auto steps = steps_of(Lines(rule + 1, lines.end()));
  const auto chosen = choose(steps);
  Lines shown(head, rule);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (chosen[i]) {
      shown.insert(shown.end(), steps[i].begin(), steps[i].end());
    } else if (shown.back() != kGap) {
      shown.push_back(kGap);
    }
  }
  if (shown.back() == kGap) shown.pop_back();
  return joined(shown);
}

}  // namespace

DrawnTrace cut_to_size(std::string_view drawn) {
  const Lines lines = lines_of(drawn);
  return {.card = card_of(lines), .timeline = timeline_of(lines)};
}

}  // namespace server_tests

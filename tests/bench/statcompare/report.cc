#include "tests/bench/statcompare/report.hh"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "tests/bench/statcompare/number_text.hh"

namespace statcompare {
namespace {

constexpr std::size_t kTableWidth = 80;
constexpr std::size_t kNameWidth = 14;

struct Row {
  const char* name;
  double Summary::*value;
};
constexpr Row kRows[] = {
    {"min", &Summary::min},
    {"lower quartile", &Summary::lower_quartile},
    {"median", &Summary::median},
    {"upper quartile", &Summary::upper_quartile},
    {"max", &Summary::max},
    {"mean", &Summary::mean},
    {"deviation", &Summary::deviation},
};

// Enough decimals for the set that varies least, of those that do.
NumberText number_text(std::span<const Summary> sets) {
  double largest = 0;
  double step = 0;
  for (const Summary& set : sets) {
    largest = std::max({largest, std::abs(set.min), std::abs(set.max)});
    if (set.deviation > 0 && (step == 0 || set.deviation < step)) {
      step = set.deviation;
    }
  }
  return {largest, step};
}

using Line = std::vector<std::string>;  // one cell for each set

std::vector<Line> lines_of(std::span<const Summary> sets) {
  const NumberText number = number_text(sets);
  std::vector<Line> lines(2);
  char label = 'A';
  for (const Summary& set : sets) {
    lines[0].emplace_back(1, label++);
    lines[1].push_back(std::to_string(set.count));
  }
  for (const Row& row : kRows) {
    Line& line = lines.emplace_back();
    for (const Summary& set : sets) line.push_back(number(set.*row.value));
  }
  return lines;
}

std::string padded(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

std::string plain(double number) {
  char text[40];
  std::snprintf(text, sizeof text, "%.4g", number);
  return text;
}

// "+1.58, from -0.20 to +3.36"
std::string with_interval(double middle, double half_width) {
  const double largest = std::abs(middle) + half_width;
  const NumberText number(largest,
                          half_width > 0 ? half_width : std::abs(middle));
  return number(middle, true) + ", from " + number(middle - half_width, true) +
         " to " + number(middle + half_width, true);
}

std::string percent_of_first(const Judgement& judgement) {
  if (judgement.first_mean == 0) return "none: A's mean is 0";
  const double scale = 100 / std::abs(judgement.first_mean);
  const double middle = judgement.comparison.difference * scale;
  const double half_width = judgement.comparison.half_width * scale;
  if (!std::isfinite(middle) || !std::isfinite(half_width)) {
    return "none: A's mean is next to 0";
  }
  return with_interval(middle, half_width);
}

std::string method(const Judgement& judgement) {
  const bool pooled = judgement.variances == Variances::kPooled;
  const std::string degrees =
      plain(judgement.comparison.degrees) + " degrees of freedom\n";
  std::string ratio =
      std::isinf(judgement.ratio)
          ? "one set varies, the other does not"
          : "the deviations differ by a factor of " + plain(judgement.ratio);
  if (!pooled) return "  Welch's t, " + degrees + "  because " + ratio + '\n';
  const std::string text = "  Student's t, pooled variance, " + degrees;
  if (judgement.ratio <= kDoubtfulRatio) return text;
  return text + "  doubtful: " + ratio + "; see --welch\n";
}

}  // namespace

std::string table(std::span<const Summary> sets) {
  static constexpr const char* kFirstNames[] = {"", "n"};
  const std::vector<Line> lines = lines_of(sets);
  std::size_t width = 0;
  for (const Line& line : lines) {
    for (const std::string& cell : line) width = std::max(width, cell.size());
  }
  width += 2;
  const std::size_t fit =
      std::max<std::size_t>((kTableWidth - kNameWidth) / width, 1);
  std::string text;
  for (std::size_t begin = 0; begin < sets.size(); begin += fit) {
    const std::size_t end = std::min(begin + fit, sets.size());
    if (begin > 0) text += '\n';
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::string name = i < 2 ? kFirstNames[i] : kRows[i - 2].name;
      name.resize(kNameWidth, ' ');
      text += name;
      for (std::size_t set = begin; set < end; ++set) {
        text += padded(lines[i][set], width);
      }
      text += '\n';
    }
  }
  return text;
}

Judgement judge(const Summary& first, const Summary& second, double confidence,
                bool welch) {
  const double ratio = deviation_ratio(first, second);
  const Variances variances = welch && ratio > kDoubtfulRatio
                                  ? Variances::kSeparate
                                  : Variances::kPooled;
  return {compare(first, second, confidence, variances), variances, ratio,
          confidence, first.mean};
}

std::string verdict(char label, const Judgement& judgement) {
  const Comparison& comparison = judgement.comparison;
  std::string text(1, label);
  text += " against A: ";
  text += comparison.proven() ? "difference proven" : "no difference proven";
  text += " at " + plain(judgement.confidence) + " % confidence\n";
  text += "  difference  " +
          with_interval(comparison.difference, comparison.half_width) + '\n';
  text += "  in % of A   " + percent_of_first(judgement) + '\n';
  return text + method(judgement);
}

}  // namespace statcompare

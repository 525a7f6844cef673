#include "tests/bench/statcompare/box_plot.hh"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "tests/bench/statcompare/number_text.hh"
#include "tests/bench/statcompare/statistics.hh"

namespace statcompare {
namespace {

constexpr double kWhiskerReach = 1.5;  // in lengths of the box
constexpr std::size_t kLabelWidth = 3;

// Maps numbers to the columns 0 to width - 1.
class Axis {
 public:
  Axis(std::span<const Box> boxes, std::size_t width) : width_(width) {
    for (const Box& box : boxes) {
      include(box.lower_whisker);
      include(box.upper_whisker);
      if (box.outliers.empty()) continue;
      include(box.outliers.front());
      include(box.outliers.back());
    }
  }

  [[nodiscard]] std::size_t column_of(double number) const {
    const auto last = static_cast<double>(width_ - 1);
    if (lowest_ == highest_) return (width_ - 1) / 2;
    const double part = (number - lowest_) / (highest_ - lowest_);
    return static_cast<std::size_t>(std::lround(part * last));
  }

  // The line with its ends and its middle marked, and what they stand for.
  [[nodiscard]] std::string text() const;

 private:
  void include(double number) {
    lowest_ = std::min(lowest_, number);
    highest_ = std::max(highest_, number);
  }

  std::size_t width_;
  double lowest_ = HUGE_VAL;
  double highest_ = -HUGE_VAL;
};

std::string Axis::text() const {
  const double range = highest_ - lowest_;
  const NumberText number(std::max(std::abs(lowest_), std::abs(highest_)),
                          range / 10);
  const std::string middle = number(lowest_ + range / 2);
  const std::string indent(kLabelWidth, ' ');
  const std::size_t centre = (width_ - 1) / 2;
  std::string line(width_, '-');
  if (range == 0) {
    line.assign(centre, ' ');
    const std::size_t before = centre - std::min(centre, middle.size() / 2);
    return indent + line + "+\n" + indent + std::string(before, ' ') + middle +
           '\n';
  }
  line.front() = line[centre] = line.back() = '+';
  std::string legend = number(lowest_);
  const std::string right = number(highest_);
  const std::size_t end = width_ - std::min(width_, right.size());
  const std::size_t start = centre - std::min(centre, middle.size() / 2);
  // With a space on both sides, or not at all.
  if (legend.size() < start && start + middle.size() < end) {
    legend.resize(start, ' ');
    legend += middle;
  }
  legend.resize(std::max(legend.size() + 1, end), ' ');
  return indent + line + '\n' + indent + legend + right + '\n';
}

// Later marks cover earlier ones: the box matters more than its whiskers.
std::string drawn(const Box& box, const Axis& axis, std::size_t width) {
  std::string line(width, ' ');
  const auto fill = [&](double from, double to, char mark) {
    const std::size_t begin = axis.column_of(from);
    line.replace(begin, axis.column_of(to) - begin + 1,
                 axis.column_of(to) - begin + 1, mark);
  };
  for (const double outlier : box.outliers) fill(outlier, outlier, 'o');
  fill(box.lower_whisker, box.upper_whisker, '-');
  fill(box.lower_whisker, box.lower_whisker, '|');
  fill(box.upper_whisker, box.upper_whisker, '|');
  fill(box.lower_quartile, box.upper_quartile, '=');
  fill(box.lower_quartile, box.lower_quartile, '[');
  fill(box.upper_quartile, box.upper_quartile, ']');
  fill(box.median, box.median, '|');
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

Box box_of(std::span<const double> sorted) {
  Box box{};
  box.lower_quartile = quantile(sorted, 0.25);
  box.median = quantile(sorted, 0.5);
  box.upper_quartile = quantile(sorted, 0.75);
  const double reach =
      kWhiskerReach * (box.upper_quartile - box.lower_quartile);
  const double lower_fence = box.lower_quartile - reach;
  const double upper_fence = box.upper_quartile + reach;
  // A quartile is interpolated: the last number within reach of it may lie
  // inside the box, and then there is no whisker.
  box.lower_whisker = box.lower_quartile;
  box.upper_whisker = box.upper_quartile;
  for (const double number : sorted) {
    if (number < lower_fence || number > upper_fence) {
      box.outliers.push_back(number);
    } else {
      box.lower_whisker = std::min(box.lower_whisker, number);
      box.upper_whisker = std::max(box.upper_whisker, number);
    }
  }
  return box;
}

std::string box_plot(std::span<const Box> boxes, int columns) {
  const std::size_t width = static_cast<std::size_t>(columns) - kLabelWidth;
  const Axis axis(boxes, width);
  std::string plot;
  char label = 'A';
  for (const Box& box : boxes) {
    plot += label++;
    plot += "  " + drawn(box, axis, width) + '\n';
  }
  return plot + axis.text();
}

}  // namespace statcompare

#include "tests/bench/statcompare/number_text.hh"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

namespace statcompare {
namespace {

constexpr int kMostDigits = 17;  // of a double
constexpr int kStepDigits = 3;
constexpr int kDefaultDigits = 6;
constexpr double kLargestFixed = 1e12;
constexpr double kSmallestFixed = 1e-4;

int exponent_of(double number) {
  return static_cast<int>(std::floor(std::log10(number)));
}

}  // namespace

NumberText::NumberText(double largest, double step) {
  if (largest == 0) return;
  const int top = exponent_of(largest);
  const int bottom = step == 0 ? top - kDefaultDigits + 1
                               : exponent_of(step) - kStepDigits + 1;
  const int digits = std::clamp(top - bottom + 1, 1, kMostDigits);
  scientific_ = largest >= kLargestFixed || largest < kSmallestFixed;
  decimals_ = scientific_ ? digits - 1 : std::max(digits - 1 - top, 0);
}

std::string NumberText::operator()(double number, bool sign) const {
  char text[400];  // a double has at most 309 digits before the point
  const auto format =
      scientific_ ? std::chars_format::scientific : std::chars_format::fixed;
  const auto end =
      std::to_chars(text, std::end(text), number, format, decimals_).ptr;
  const bool plus = sign && !std::signbit(number);
  return (plus ? "+" : "") + std::string(text, end);
}

}  // namespace statcompare

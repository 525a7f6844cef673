// Numbers of one kind as text: all fixed or all scientific, with the same
// number of decimals, so that they can be compared at a glance.
#ifndef TESTS_BENCH_STATCOMPARE_NUMBER_TEXT_HH
#define TESTS_BENCH_STATCOMPARE_NUMBER_TEXT_HH

#include <string>

namespace statcompare {

class NumberText {
 public:
  /// For numbers up to `largest` of which a difference of `step` is to be
  /// seen with three digits, as far as a double has them. A step of 0 shows
  /// six digits of the largest. REQUIRES: both >= 0 and finite.
  NumberText(double largest, double step);

  /// A number as text; `sign` writes a + before those that are not negative.
  [[nodiscard]] std::string operator()(double number, bool sign = false) const;

 private:
  int decimals_ = 0;
  bool scientific_ = false;
};

}  // namespace statcompare

#endif

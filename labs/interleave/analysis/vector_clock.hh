// Vector clocks of one run, rows of equal width in one buffer.
//
// Time is the number of the step plus one, so an access is its own epoch and
// no counter is ever advanced: row[t] is the time of the last step of thread t
// that is known to have happened before, 0 for none.
//
// Thread: one at a time. A Row is an index, it survives growth.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace interleave {

class VectorClocks {
 public:
  using Row = std::uint32_t;
  static constexpr Row kNoRow = 0xffffffff;

  // Forgets all rows.
  void reset(unsigned width) {
    width_ = width;
    rows_ = 0;
  }

  // A row of zeroes.
  Row make() {
    const std::size_t needed = std::size_t{rows_ + 1} * width_;
    if (times_.size() < needed) times_.resize(2 * needed);
    std::fill_n(times_.data() + std::size_t{rows_} * width_, width_, 0);
    return rows_++;
  }

  std::uint32_t* row(Row row) {
    return times_.data() + std::size_t{row} * width_;
  }

  const std::uint32_t* row(Row row) const {
    return times_.data() + std::size_t{row} * width_;
  }

  void clear(Row row_to_clear) { std::fill_n(row(row_to_clear), width_, 0); }

  void assign(Row to, Row from) { std::copy_n(row(from), width_, row(to)); }

  void join(Row to, Row from) {
    std::uint32_t* const into = row(to);
    const std::uint32_t* const other = row(from);
    for (unsigned i = 0; i < width_; ++i) into[i] = std::max(into[i], other[i]);
  }

  unsigned width() const { return width_; }

 private:
  std::vector<std::uint32_t> times_;
  unsigned width_ = 0;
  Row rows_ = 0;
};

}  // namespace interleave

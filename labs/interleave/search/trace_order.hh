// The happens-before relation of a run under exploration: the order of each
// thread and of dependent operations (runtime/dependence.hh), as vector
// clocks. Grows and shrinks at the end, as a depth-first search does.
//
// Thread: one at a time.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "labs/interleave/runtime/dependence.hh"
#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

inline constexpr unsigned kMostOrdered = 64;  // threads

struct Operation {
  std::uint64_t object;
  std::uint64_t extent;
  std::uint16_t thread;
  Op op;
};

constexpr bool dependent(const Operation& a, const Operation& b) {
  return dependent(a.op, a.object, a.extent, b.op, b.object, b.extent);
}

Operation operation_of(const Event& event);

class TraceOrder {
 public:
  TraceOrder();

  std::size_t size() const { return operations_.size(); }
  const Operation& operator[](std::size_t i) const { return operations_[i]; }

  // REQUIRES: the thread's number is below kMostOrdered.
  void push(const Operation& operation);
  void truncate(std::size_t size);

  // i == j, or i happens before j. REQUIRES: i <= j.
  bool before(std::size_t i, std::size_t j) const {
    return clock(j)[operations_[i].thread] >= ranks_[i];
  }

  // Operations that depend on the last one and would not come before it but
  // for that; latest first.
  std::vector<std::size_t> rivals_of_last() const;

  // How many operations of `thread` there are before index `end`.
  std::uint32_t count_before(unsigned thread, std::size_t end) const;

 private:
  const std::uint32_t* clock(std::size_t i) const {
    return &clocks_[i * kMostOrdered];
  }
  // Steps up the clock to include the latest operation of `thread` that the
  // last operation depends on.
  void join_with(unsigned thread, std::uint32_t* clock);

  unsigned threads_ = 0;  // numbers met so far
  std::vector<Operation> operations_;
  std::vector<std::uint32_t> ranks_;  // 1 for a thread's first, and so on
  std::vector<std::uint32_t> clocks_;
  std::array<std::vector<std::uint32_t>, kMostOrdered> of_thread_;
};

}  // namespace interleave

// Pairs of racing steps of one run, each pair of program places once.
//
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "labs/interleave/analysis/finding.hh"
#include "labs/interleave/analysis/flat_table.hh"

namespace interleave {

class RaceLog {
 public:
  // `why` ends the clause of every finding: "without order between them".
  explicit RaceLog(std::string_view why, bool by_lockset = false)
      : why_(why), by_lockset_(by_lockset) {}

  void reset(std::span<const Event> events);
  void add(std::uint32_t earlier, std::uint32_t later);
  void append_to(std::vector<Finding>& findings) const;

 private:
  struct Pair {
    std::uint32_t earlier;
    std::uint32_t later;
  };
  struct Seen {
    bool before = false;
  };

  std::string_view why_;
  bool by_lockset_;
  std::span<const Event> events_;
  std::vector<Pair> pairs_;
  FlatTable<Seen> places_;
};

}  // namespace interleave

// Which reads of memory saw, and which could see, which writes of another
// thread; by the places in the program they are made from.
//
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

class ReadPairs {
 public:
  // Takes in one run; returns how many pairs it showed for the first time.
  unsigned observe(std::span<const Event> events);

  std::uint64_t seen() const { return seen_; }

  // Pairs of places that accessed the same memory in some run, in the order
  // in which they were found: all, and those never seen as a read of that
  // write.
  const std::vector<Constraint>& possible() const { return possible_; }
  std::vector<Constraint> unseen() const;

 private:
  struct Site {
    std::uint32_t pc;
    std::uint16_t thread;
    bool operator==(const Site&) const = default;
  };
  struct Location {
    std::uint64_t run = 0;  // of the last write
    Site last_write{};
    std::vector<Site> reads, writes;
  };

  void add(Location& location, std::vector<Site>& to, const Site& site,
           bool reads);
  void note_possible(const Site& read, const Site& write);
  unsigned note_seen(const Site& read, const Site& write);

  std::unordered_map<std::uint64_t, Location> locations_;
  std::unordered_map<std::uint64_t, bool> pairs_;  // possible; was it seen?
  std::vector<Constraint> possible_;
  std::uint64_t seen_ = 0;
  std::uint64_t runs_ = 0;
};

}  // namespace interleave

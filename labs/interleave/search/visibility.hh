// Which operations other threads can notice. Switching directly before an
// operation that nobody else can notice leads to the same states as switching
// before the next one that somebody can, so a bounded search need not try it.
//
// Noticeable are all operations of synchronisation, threads, descriptors and
// time, and accesses to memory that two threads have touched in any of the
// runs seen so far, one of them writing. Memory is looked at in granules of 8
// bytes. When a granule turns out to be shared, what was left out on its
// account is handed back.
//
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

class Visibility {
 public:
  // A decision that was left out because its operation was private.
  struct Skipped {
    std::uint32_t schedule;  // whatever the caller numbers its runs by
    std::uint32_t step;
    Decision decision;
    bool released;
  };

  Visibility();

  // Takes in one run. Returns what has to be made up for now; the span lasts
  // until the next call.
  std::span<const Skipped> observe(std::span<const Event> events);

  bool visible(const Event& event) const;

  // Leaves out a decision until memory of one of the private `events` becomes
  // shared. False: no room to remember it, so it has to be tried now.
  bool skip(std::span<const Event> events, std::uint32_t schedule,
            std::uint32_t step, const Decision& decision);

 private:
  static constexpr std::uint64_t kFree = ~std::uint64_t{0};
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  static constexpr std::uint16_t kNobody = 0xffff;

  struct Granule {
    std::uint64_t number = kFree;
    std::uint32_t first_link = kNone;
    std::uint16_t thread = kNobody;
    bool several = false;
    bool written = false;
    bool shared() const { return several && written; }
  };
  struct Link {
    std::uint32_t skipped;
    std::uint32_t next;
  };

  void touch(const Event& event);
  void touch(Granule& granule, const Event& event, bool writes);
  void release(Granule& granule);
  void release_all();
  void link(const Event& event, std::uint32_t skipped);
  Granule& granule(std::uint64_t number);
  const Granule* find(std::uint64_t number) const;
  std::size_t slot_of(std::uint64_t number) const;
  void grow();

  std::vector<Granule> table_;  // open addressing, a power of two
  std::size_t used_ = 0;
  std::vector<Skipped> skipped_;
  std::vector<Link> links_;
  std::vector<Skipped> due_;
  bool everything_ = false;  // a range too long to look at in granules
};

}  // namespace interleave

#include "labs/interleave/search/read_pairs.hh"

#include <algorithm>

namespace interleave {
namespace {

// A location that is accessed from more places than this teaches nothing new.
constexpr std::size_t kMostPlaces = 32;
constexpr std::size_t kMostLocations = 1 << 16;
constexpr std::size_t kMostPairs = 1 << 14;

std::uint64_t key_of(std::uint32_t read_pc, std::uint32_t write_pc) {
  return std::uint64_t{read_pc} << 32 | write_pc;
}

bool reads(Op op) { return reads_only(op) || op == Op::kAtomicUpdate; }

}  // namespace

unsigned ReadPairs::observe(std::span<const Event> events) {
  ++runs_;
  unsigned fresh = 0;
  for (const Event& event : events) {
    if (!is_memory(event.op)) continue;
    const std::uint64_t number = event.object >> 3;
    if (locations_.size() >= kMostLocations && !locations_.contains(number)) {
      continue;
    }
    Location& location = locations_[number];
    const Site site{event.pc, event.thread};
    if (reads(event.op)) {
      if (location.run == runs_) fresh += note_seen(site, location.last_write);
      add(location, location.reads, site, true);
    }
    if (reads_only(event.op)) continue;
    add(location, location.writes, site, false);
    location.last_write = site;
    location.run = runs_;
  }
  return fresh;
}

void ReadPairs::add(Location& location, std::vector<Site>& to, const Site& site,
                    bool reads) {
  if (to.size() >= kMostPlaces) return;
  if (std::find(to.begin(), to.end(), site) != to.end()) return;
  to.push_back(site);
  for (const Site& other : reads ? location.writes : location.reads) {
    reads ? note_possible(site, other) : note_possible(other, site);
  }
}

void ReadPairs::note_possible(const Site& read, const Site& write) {
  if (read.thread == write.thread || pairs_.size() >= kMostPairs) return;
  const std::uint64_t key = key_of(read.pc, write.pc);
  if (!pairs_.try_emplace(key, false).second) return;
  possible_.push_back({read.pc, write.pc});
}

// A thread that reads what it wrote itself is no news.
unsigned ReadPairs::note_seen(const Site& read, const Site& write) {
  if (read.thread == write.thread) return 0;
  note_possible(read, write);
  const auto pair = pairs_.find(key_of(read.pc, write.pc));
  if (pair == pairs_.end() || pair->second) return 0;
  pair->second = true;
  ++seen_;
  return 1;
}

std::vector<Constraint> ReadPairs::unseen() const {
  std::vector<Constraint> unseen;
  for (const Constraint& pair : possible_) {
    const std::uint64_t key = key_of(pair.read_pc, pair.write_pc);
    if (!pairs_.at(key)) unseen.push_back(pair);
  }
  return unseen;
}

}  // namespace interleave

#include "labs/interleave/search/event_hash.hh"

#include <unordered_map>

#include "labs/interleave/search/seeds.hh"

namespace interleave {
namespace {

std::uint32_t folded(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

std::vector<std::uint32_t> prefix_hashes(std::span<const Event> events,
                                         std::span<const std::size_t> lengths) {
  std::unordered_map<std::uint64_t, std::uint64_t> ordinals;
  std::vector<std::uint32_t> hashes;
  std::uint64_t hash = 1;
  std::size_t step = 0;
  for (const std::size_t length : lengths) {
    for (; step < length; ++step) {
      const Event& event = events[step];
      const std::uint64_t ordinal =
          ordinals.try_emplace(event.object, ordinals.size()).first->second;
      const auto op = static_cast<std::uint64_t>(event.op);
      hash = scramble(
          hash ^ (std::uint64_t{event.thread} << 16 | op << 8 | event.size));
      hash = scramble(hash ^ ordinal);
    }
    hashes.push_back(folded(hash));
  }
  return hashes;
}

std::uint32_t event_hash(std::span<const Event> events) {
  const std::size_t length = events.size();
  return prefix_hashes(events, {&length, 1}).front();
}

std::uint64_t exact_hash(std::span<const Event> events) {
  std::uint64_t hash = 1;
  for (const Event& event : events) {
    const auto op = static_cast<std::uint64_t>(event.op);
    hash = scramble(hash ^ event.object);
    hash = scramble(hash ^ event.value);
    hash = scramble(hash ^ event.extra);
    hash = scramble(hash ^
                    (std::uint64_t{event.pc} << 32 |
                     std::uint64_t{event.thread} << 16 | op << 8 | event.size));
  }
  return hash;
}

}  // namespace interleave

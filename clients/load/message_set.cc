#include "clients/load/message_set.hh"

#include <algorithm>

namespace load {
namespace {

// Primes: no rhythm in common with a load. Small messages of one size stay in
// the processor's cache; of a distribution there are enough to show it.
constexpr std::size_t kMostAlike = 1021;
constexpr std::size_t kMostMixed = 16381;
constexpr std::size_t kTotalBytes = std::size_t{4} << 20;
constexpr std::size_t kTotalBytesMixed = std::size_t{32} << 20;

// A linear congruential generator (Knuth's MMIX constants); its high bits are
// the random ones.
class Random {
 public:
  std::uint64_t bits() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return state_ >> 33;
  }
  double fraction() { return static_cast<double>(bits()) * 0x1p-31; }

 private:
  std::uint64_t state_ = 1;
};

std::vector<std::size_t> starts_for(const MessageSizes& sizes,
                                    std::size_t fewest) {
  const bool alike = sizes.all_the_same();
  const std::size_t bytes = alike ? kTotalBytes : kTotalBytesMixed;
  const std::size_t most = std::max(fewest, alike ? kMostAlike : kMostMixed);
  std::vector<std::size_t> starts{0};
  Random random;
  // Steps of the golden ratio fill [0, 1) evenly, however many they are.
  constexpr double kGolden = 0.6180339887498949;
  double entry = 0;
  while (starts.size() <= most) {
    if (starts.size() > fewest && starts.back() >= bytes) break;
    starts.push_back(starts.back() + sizes.at(entry, random.fraction()));
    entry += kGolden;
    if (entry >= 1) entry -= 1;
  }
  return starts;
}

}  // namespace

MessageSet::MessageSet(const MessageSizes& sizes, std::size_t fewest)
    : starts_(starts_for(sizes, fewest)), text_(starts_.back(), '\n') {
  Random random;
  for (std::size_t i = 0; i + 1 < starts_.size(); ++i) {
    for (std::size_t at = starts_[i]; at + 1 < starts_[i + 1]; ++at) {
      text_[at] = static_cast<char>('a' + random.bits() % 26);
    }
  }
}

}  // namespace load

#include "clients/load/message_set.hh"

#include <algorithm>

namespace load {
namespace {

constexpr std::size_t kTotalBytes = std::size_t{4} << 20;
constexpr std::size_t kMost = 1021;  // prime: no rhythm in common with a load
constexpr std::size_t kFewest = 2;

}  // namespace

MessageSet::MessageSet(std::size_t size)
    : size_(size),
      count_(std::clamp(kTotalBytes / size, kFewest, kMost)),
      text_(size_ * count_, '\n') {
  // A linear congruential generator (Knuth's MMIX constants); its high bits
  // are the random ones.
  std::uint64_t state = 1;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (i % size_ == size_ - 1) continue;  // the newline
    state = state * 6364136223846793005u + 1442695040888963407u;
    text_[i] = static_cast<char>('a' + (state >> 33) % 26);
  }
}

std::string_view MessageSet::at(std::uint64_t n) const {
  return std::string_view(text_).substr(n % count_ * size_, size_);
}

}  // namespace load

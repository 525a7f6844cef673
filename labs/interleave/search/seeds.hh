// Pseudo-random numbers that are the same on every machine.
// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
// generators", OOPSLA 2014 (the finalizer of SplitMix64).
#pragma once

#include <cstdint>

namespace interleave {

constexpr std::uint64_t scramble(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
  value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
  return value ^ (value >> 31);
}

// The seed of the n-th schedule of a strategy; never 0.
constexpr std::uint64_t seed_of(std::uint64_t seed, std::uint64_t strategy,
                                std::uint64_t n) {
  return scramble(scramble(seed ^ strategy << 56) + n) | 1;
}

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  // Below `bound`, which must not be 0.
  std::uint64_t below(std::uint64_t bound) {
    return scramble(state_++) % bound;
  }

 private:
  std::uint64_t state_;
};

}  // namespace interleave

// The value of a small object in memory, as events record it: the first eight
// bytes at most, zero-extended.
#pragma once

#include <cstdint>

namespace interleave {

// Unaligned, and of any type: hence the packed, aliasing view.
template <typename T>
struct __attribute__((packed, may_alias)) LooseView {
  T value;
};

inline std::uint64_t value_at(const void* address, unsigned size) {
  switch (size) {
    case 1:
      return static_cast<const LooseView<std::uint8_t>*>(address)->value;
    case 2:
      return static_cast<const LooseView<std::uint16_t>*>(address)->value;
    case 4:
      return static_cast<const LooseView<std::uint32_t>*>(address)->value;
    default:
      return static_cast<const LooseView<std::uint64_t>*>(address)->value;
  }
}

}  // namespace interleave

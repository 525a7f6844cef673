// An open-addressing hash table that is emptied in constant time: every slot
// carries the generation it was filled in, and clear() begins a new one.
//
// Thread: one at a time. Nothing is allocated once the table has grown to the
// size of the largest run.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace interleave {

template <typename Value>
class FlatTable {
 public:
  FlatTable() : slots_(1 << kSmallest) {}

  void clear() {
    used_ = 0;
    if (++generation_ == 0) {
      slots_.assign(slots_.size(), Slot{});
      generation_ = 1;
    }
  }

  // The value of the key, made with Value{} if there is none. The reference
  // lasts until the next call of at().
  Value& at(std::uint64_t key) {
    Slot* slot = slot_of(key);
    if (slot->generation == generation_) return slot->value;
    if (2 * ++used_ > slots_.size()) {
      grow();
      slot = slot_of(key);
    }
    *slot = {key, generation_, Value{}};
    return slot->value;
  }

  Value* find(std::uint64_t key) {
    Slot* slot = slot_of(key);
    return slot->generation == generation_ ? &slot->value : nullptr;
  }

  // Calls visit(key, value) for the keys in [begin, end), in no order that
  // means anything, by whichever way is shorter.
  template <typename Visit>
  void for_each_in(std::uint64_t begin, std::uint64_t end, Visit visit) {
    if (end - begin > slots_.size()) {
      for (Slot& slot : slots_) {
        if (slot.generation == generation_ && slot.key - begin < end - begin) {
          visit(slot.key, slot.value);
        }
      }
      return;
    }
    for (std::uint64_t key = begin; key != end; ++key) {
      if (Value* value = find(key)) visit(key, *value);
    }
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t generation = 0;
    Value value{};
  };
  static constexpr unsigned kSmallest = 8;

  Slot* slot_of(std::uint64_t key) {
    const std::uint64_t mask = slots_.size() - 1;
    std::uint64_t place = key * 0x9e3779b97f4a7c15 >> shift_;
    while (slots_[place].generation == generation_ &&
           slots_[place].key != key) {
      place = (place + 1) & mask;
    }
    return &slots_[place];
  }

  void grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    --shift_;
    for (Slot& slot : old) {
      if (slot.generation == generation_) *slot_of(slot.key) = std::move(slot);
    }
  }

  std::vector<Slot> slots_;
  unsigned shift_ = 64 - kSmallest;
  std::uint32_t generation_ = 1;
  std::uint64_t used_ = 0;
};

}  // namespace interleave

// Atomic operations, as the compiler calls them (-fsanitize=thread). Only one
// thread runs at a time, so plain code is atomic here; every order is
// sequentially consistent. Which order was asked for is recorded, since it
// decides about races.
// Source: the names are those that gcc and clang emit.
#include "labs/interleave/runtime/access.hh"
#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {
namespace {

__extension__ using Word128 = unsigned __int128;

template <typename T>
std::uint64_t recorded(T value) {
  return static_cast<std::uint64_t>(value);
}

template <typename T>
T load(const volatile T* address, int order, const void* from) {
  if (!exploring()) return *address;
  Event& event =
      atomic_access(Op::kAtomicLoad, address, sizeof(T), order, from);
  const T value = *address;
  event.value = recorded(value);
  notice_spinning(event);
  return value;
}

template <typename T>
void store(volatile T* address, T value, int order, const void* from) {
  if (exploring()) {
    atomic_access(Op::kAtomicStore, address, sizeof(T), order, from).value =
        recorded(value);
  }
  *address = value;
}

// Replaces the value by change(value) and returns what was there. To find
// there what one would put there is how a lock spins.
template <typename T, typename Change>
T update(volatile T* address, int order, const void* from, Change change) {
  if (!exploring()) {
    const T before = *address;
    *address = change(before);
    return before;
  }
  Event& event =
      atomic_access(Op::kAtomicUpdate, address, sizeof(T), order, from);
  const T before = *address;
  const T after = change(before);
  *address = after;
  event.value = recorded(after);
  if (after == before) notice_spinning(event);
  return before;
}

// One that fails is a load, with an order of its own.
template <typename T>
bool compare_exchange(volatile T* address, T* expected, T desired, int order,
                      int failure_order, const void* from) {
  Event* event = nullptr;
  if (exploring()) {
    const Comparison comparison{address, expected, sizeof(T)};
    event = &atomic_access(Op::kAtomicUpdate, address, sizeof(T), order, from,
                           &comparison);
  }
  const T before = *address;
  const bool same = before == *expected;
  if (same) {
    *address = desired;
  } else {
    *expected = before;
  }
  if (event == nullptr) return same;
  event->value = recorded(same ? desired : before);
  if (!same) {
    event->op = Op::kAtomicCompareFail;
    event->extra = static_cast<std::uint64_t>(failure_order);
  }
  if (!same || desired == before) notice_spinning(*event);
  return same;
}

}  // namespace
}  // namespace interleave

#define FROM __builtin_return_address(0)

#define DEFINE_UPDATE(bits, type, name, expression)                        \
  type __tsan_atomic##bits##_##name(volatile type* address, type operand,  \
                                    int order) {                           \
    return interleave::update<type>(                                       \
        address, order, FROM,                                              \
        [operand](type before) { return static_cast<type>(expression); }); \
  }

#define DEFINE_COMPARE(bits, type, strength)                               \
  int __tsan_atomic##bits##_compare_exchange_##strength(                   \
      volatile type* address, type* expected, type desired, int order,     \
      int failure_order) {                                                 \
    return interleave::compare_exchange<type>(address, expected, desired,  \
                                              order, failure_order, FROM); \
  }

#define DEFINE_ATOMICS(bits, type)                                           \
  type __tsan_atomic##bits##_load(const volatile type* address, int order) { \
    return interleave::load<type>(address, order, FROM);                     \
  }                                                                          \
  void __tsan_atomic##bits##_store(volatile type* address, type value,       \
                                   int order) {                              \
    interleave::store<type>(address, value, order, FROM);                    \
  }                                                                          \
  DEFINE_UPDATE(bits, type, exchange, (static_cast<void>(before), operand))  \
  DEFINE_UPDATE(bits, type, fetch_add, before + operand)                     \
  DEFINE_UPDATE(bits, type, fetch_sub, before - operand)                     \
  DEFINE_UPDATE(bits, type, fetch_and, before& operand)                      \
  DEFINE_UPDATE(bits, type, fetch_or, before | operand)                      \
  DEFINE_UPDATE(bits, type, fetch_xor, before ^ operand)                     \
  DEFINE_UPDATE(bits, type, fetch_nand, ~(before & operand))                 \
  DEFINE_COMPARE(bits, type, strong)                                         \
  DEFINE_COMPARE(bits, type, weak)                                           \
  /* clang's form: returns what was there. */                                \
  type __tsan_atomic##bits##_compare_exchange_val(                           \
      volatile type* address, type expected, type desired, int order,        \
      int failure_order) {                                                   \
    interleave::compare_exchange<type>(address, &expected, desired, order,   \
                                       failure_order, FROM);                 \
    return expected;                                                         \
  }

extern "C" {

DEFINE_ATOMICS(8, std::uint8_t)
DEFINE_ATOMICS(16, std::uint16_t)
DEFINE_ATOMICS(32, std::uint32_t)
DEFINE_ATOMICS(64, std::uint64_t)
DEFINE_ATOMICS(128, interleave::Word128)

void __tsan_atomic_thread_fence(int order) {
  if (!interleave::exploring()) return;
  interleave::note({.op = interleave::Op::kFence,
                    .pc = INTERLEAVE_CALLER,
                    .extra = static_cast<std::uint64_t>(order)});
}
void __tsan_atomic_signal_fence(int) {}

}  // extern "C"

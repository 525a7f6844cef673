// What the compiler calls before plain memory accesses (-fsanitize=thread).
//
// A read is looked at here, a moment before the program does it; of a write
// the value is known only at the thread's next operation. Nothing here
// allocates, and every function works before main and inside malloc.
// Source: the names are those that gcc and clang emit.
#include "labs/interleave/runtime/access.hh"
#include "labs/interleave/runtime/heap.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/memory_value.hh"
#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {
namespace {

constexpr unsigned kRepeats = 6;  // reads in a row of what was seen before
constexpr std::uintptr_t kProgramsEnd = std::uintptr_t{1} << 47;

std::uint32_t pc_of(const void* return_address) {
  return static_cast<std::uint32_t>(
      reinterpret_cast<std::uintptr_t>(return_address) -
      state().program.load_address);
}

// Bytes that an access to a range there can have at most.
std::uint64_t bytes_from(std::uintptr_t address) {
  if (in_heap(address)) return kArenasEnd - address;
  if (address - kStacks < kMaxThreads * kStackSpan) {
    return kStackSpan - (address - kStacks) % kStackSpan;
  }
  return address < kProgramsEnd ? kProgramsEnd - address : 0;
}

Event& access(Op op, const volatile void* address, unsigned size,
              std::uint64_t extra, const void* return_address,
              const Comparison* compares = nullptr) {
  Pending pending{};
  pending.compares = compares;
  pending.op = op;
  pending.size = static_cast<std::uint8_t>(size);
  pending.pc = pc_of(return_address);
  pending.object = object_of(address);
  pending.extra = extra;
  const bool switches =
      (state().channel->plan.flags & kSyncOnly) == 0 || is_atomic(op);
  Event& event = switches ? perform(pending) : note(pending);
  check_block(address, size == 0 ? extra : size);
  return event;
}

}  // namespace

// Seeing the same value again and again is spinning; so is a loop over a few
// such reads.
void notice_spinning(const Event& event) {
  Thread& thread = self();
  for (const SeenRead& seen : thread.seen) {
    if (seen.pc != event.pc || seen.object != event.object ||
        seen.value != event.value) {
      continue;
    }
    if (++thread.repeats >= kRepeats) give_way();
    return;
  }
  thread.repeats = 0;
  thread.seen[thread.seen_next++ % kSeenReads] = {event.object, event.value,
                                                  event.pc};
}

namespace {

template <unsigned kSize>
void read(const void* address, const void* return_address) {
  if (!exploring()) return;
  Event& event = access(Op::kRead, address, kSize, 0, return_address);
  event.value = value_at(address, kSize);
  notice_spinning(event);
}

template <unsigned kSize>
void write(const void* address, const void* return_address) {
  if (!exploring()) return;
  Event& event = access(Op::kWrite, address, kSize, 0, return_address);
  self().unfilled = &event;
  self().unfilled_address = address;
}

}  // namespace

Event& atomic_access(Op op, const volatile void* address, unsigned size,
                     int order, const void* return_address,
                     const Comparison* compares) {
  return access(op, address, size, static_cast<std::uint64_t>(order),
                return_address, compares);
}

Event* range_access(Op op, const void* address, std::uint64_t length,
                    const void* return_address) {
  if (!exploring() || length == 0) return nullptr;
  const auto begin = reinterpret_cast<std::uintptr_t>(address);
  const std::uint64_t there = bytes_from(begin);
  Event& event =
      access(op, address, 0, length < there ? length : there, return_address);
  if (length > there) finish_at(Ending::kBadAccess, object_of(address), 0);
  return &event;
}

bool is_addressable(const void* pointer, std::uint64_t length) {
  const auto address = reinterpret_cast<std::uintptr_t>(pointer);
  return address <= kProgramsEnd && length <= kProgramsEnd - address;
}

void check_block(const volatile void* pointer, std::uint64_t length) {
  const auto address = reinterpret_cast<std::uintptr_t>(pointer);
  if (!in_heap(address) || length == 0) return;
  Mark mark = mark_of(address);
  const bool ends_there = length <= kArenasEnd - address;
  if (mark == Mark::kLive) {
    mark = ends_there ? mark_of(address + length - 1) : Mark::kOutside;
  }
  if (mark == Mark::kLive) return;
  void* block = heap_block(address);
  if (block == nullptr) block = heap_block_beside(address);
  finish_at(mark == Mark::kFreed ? Ending::kUseAfterFree : Ending::kBadAccess,
            object_of(pointer), block == nullptr ? 0 : object_of(block));
}

void note_call(const void* function, const void* call_site) {
  State& s = state();
  if (!s.exploring || !s.recording_calls || s.calls == kMaxCalls) return;
  s.channel->calls[s.calls++] = {
      s.steps, call_site == nullptr ? 0 : pc_of(call_site),
      function == nullptr ? 0 : pc_of(function), self().number};
}

}  // namespace interleave

#define RETURN __builtin_return_address(0)
#define DEFINE_ACCESS(size)                          \
  void __tsan_read##size(void* address) {            \
    interleave::read<size>(address, RETURN);         \
  }                                                  \
  void __tsan_write##size(void* address) {           \
    interleave::write<size>(address, RETURN);        \
  }                                                  \
  void __tsan_unaligned_read##size(void* address) {  \
    interleave::read<size>(address, RETURN);         \
  }                                                  \
  void __tsan_unaligned_write##size(void* address) { \
    interleave::write<size>(address, RETURN);        \
  }                                                  \
  void __tsan_volatile_read##size(void* address) {   \
    interleave::read<size>(address, RETURN);         \
  }                                                  \
  void __tsan_volatile_write##size(void* address) {  \
    interleave::write<size>(address, RETURN);        \
  }                                                  \
  void __tsan_read_write##size(void* address) {      \
    interleave::read<size>(address, RETURN);         \
    interleave::write<size>(address, RETURN);        \
  }

extern "C" {

DEFINE_ACCESS(1)
DEFINE_ACCESS(2)
DEFINE_ACCESS(4)
DEFINE_ACCESS(8)
DEFINE_ACCESS(16)

void __tsan_read_range(void* address, unsigned long length) {
  interleave::range_access(interleave::Op::kReadRange, address, length, RETURN);
}
void __tsan_write_range(void* address, unsigned long length) {
  interleave::range_access(interleave::Op::kWriteRange, address, length,
                           RETURN);
}
void __tsan_vptr_read(void** address) { interleave::read<8>(address, RETURN); }
// A constructor stores its class's table once for each base; storing what is
// there already changes nothing.
void __tsan_vptr_update(void** address, void* value) {
  if (*address != value) interleave::write<8>(address, RETURN);
}

// Called with the return address of the function that was entered.
void __tsan_func_entry(void* call_site) {
  interleave::note_call(RETURN, call_site);
}
void __tsan_func_exit() { interleave::note_call(nullptr, nullptr); }

void __tsan_init() {}

}  // extern "C"

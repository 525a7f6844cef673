#include "labs/interleave/runtime/heap.hh"

#include <sys/mman.h>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/state.hh"

namespace interleave {
namespace {

constexpr std::size_t kGranule = 16;

char* arena(unsigned thread) {
  return reinterpret_cast<char*>(kArenas + thread * kArenaSpan);
}

void mark_block(void* block, std::size_t size, Mark mark) {
  const auto begin = reinterpret_cast<std::uintptr_t>(block);
  kernel::fill(&mark_of(begin), static_cast<int>(mark),
               (size + kGranule - 1) / kGranule);
}

}  // namespace

void heap_initialise() {
  kernel::map_at(kArenas, kMaxThreads * kArenaSpan, PROT_READ | PROT_WRITE);
  kernel::map_at(kMarks, kMaxThreads * kArenaSpan / kGranule,
                 PROT_READ | PROT_WRITE);
  state().heap.ready = true;
}

void* heap_allocate(unsigned thread, std::size_t size, std::size_t alignment) {
  Heap& heap = state().heap;
  if (size > kArenaSpan) return nullptr;
  if (alignment < kGranule) alignment = kGranule;
  const std::size_t begin =
      (heap.used[thread] + sizeof(BlockHeader) + alignment - 1) &
      ~(alignment - 1);
  // An empty block still has an address of its own.
  const std::size_t granules = size / kGranule + 1;
  const std::size_t after = begin + granules * kGranule;
  if (after > kArenaSpan) return nullptr;
  heap.used[thread] = after;
  void* block = arena(thread) + begin;
  header_of(block) = {size, 0};
  mark_block(block, size, Mark::kLive);
  return block;
}

void heap_free(void* block) {
  mark_block(block, header_of(block).size, Mark::kFreed);
}

void* heap_block(std::uintptr_t address) {
  // Up to the first granule that is marked: before it lies the header.
  std::uintptr_t granule = address & ~(kGranule - 1);
  const std::uintptr_t begin = address - (address - kArenas) % kArenaSpan;
  if (mark_of(granule) == Mark::kOutside) return nullptr;
  while (granule > begin && mark_of(granule - kGranule) != Mark::kOutside) {
    granule -= kGranule;
  }
  return reinterpret_cast<void*>(granule);
}

void* heap_block_beside(std::uintptr_t address) {
  constexpr std::size_t kReach = 64;  // granules that an overrun may jump
  const std::uintptr_t granule = address & ~(kGranule - 1);
  const std::uintptr_t begin = address - (address - kArenas) % kArenaSpan;
  const std::size_t before = (granule - begin) / kGranule;
  if (before == 0) return nullptr;
  // A header lies before its block; but a block may end right before it.
  void* behind = heap_block(granule - kGranule);
  if (behind == nullptr) behind = heap_block(granule + kGranule);
  for (std::size_t i = 2; behind == nullptr && i <= before && i < kReach; ++i) {
    behind = heap_block(granule - i * kGranule);
  }
  return behind;
}

void heap_save() {
  Heap& heap = state().heap;
  heap.kept = heap.used[0];
  const std::size_t marks = (heap.kept + kGranule - 1) / kGranule;
  heap.saved = static_cast<char*>(kernel::map(heap.kept + marks + 1));
  kernel::copy(heap.saved, arena(0), heap.kept);
  kernel::copy(heap.saved + heap.kept, &mark_of(kArenas), marks);
}

std::uint64_t heap_restore() {
  Heap& heap = state().heap;
  std::uint64_t bytes = heap.kept;
  for (unsigned i = 0; i < state().thread_count; ++i) {
    const std::size_t kept = i == 0 ? heap.kept : 0;
    kernel::fill(arena(i) + kept, 0, heap.used[i] - kept);
    const std::uintptr_t first = kArenas + i * kArenaSpan + kept;
    kernel::fill(&mark_of(first), 0,
                 (heap.used[i] - kept + kGranule - 1) / kGranule);
    bytes += heap.used[i] - kept;
    heap.used[i] = kept;
  }
  kernel::copy(arena(0), heap.saved, heap.kept);
  kernel::copy(&mark_of(kArenas), heap.saved + heap.kept,
               (heap.kept + kGranule - 1) / kGranule);
  return bytes;
}

}  // namespace interleave

// Switching between the program's threads without the kernel: all of them run
// on one kernel thread, each on a stack and a thread pointer of its own.
//
// A thread's thread-local storage is that of a shell: a real thread that was
// started before the checkpoint and sleeps for ever, so that the C library
// finds in it whatever it expects of a thread.
#pragma once

#include <cstddef>
#include <cstdint>

namespace interleave {

struct Context {
  void* stack_pointer;
  std::uint64_t thread_pointer;
};

struct Shell {
  std::uint64_t thread_pointer;
  char* storage;     // what has to be restored: thread-local storage and
  std::size_t size;  // the C library's record of the thread
  char* saved;
};

inline constexpr std::size_t kStackSpan = std::size_t{8} << 20;
inline constexpr std::size_t kStackWindow = 16 << 10;  // mapped at first
inline constexpr std::uintptr_t kStacks = 0x210000000000;

// The top of thread `number`'s stack; its span is the kStackSpan below.
inline char* stack_top(unsigned number) {
  return reinterpret_cast<char*>(kStacks + (number + 1) * kStackSpan);
}

// Reserves address space for all stacks; none is usable yet.
void reserve_stacks();
// Makes [address, top) of its stack usable. False: not a stack, or overflow.
bool grow_stack(std::uintptr_t address, std::uint32_t* window);

// Starts `count` shells. Called once, before the checkpoint. Returns how far
// below a thread pointer its thread-local storage may reach.
std::size_t start_shells(Shell* shells, unsigned count);

void save_shells(Shell* shells, unsigned count);
std::uint64_t restore_shells(const Shell* shells, unsigned count);  // bytes

// Saves the caller in `from` and goes on where `to` was saved.
void switch_context(Context& from, const Context& to);
// A context that calls entry() on the given stack, with the caller's modes of
// floating point, as a new thread has its creator's. entry never returns.
Context fresh_context(char* top, std::uint64_t thread_pointer, void (*entry)());
std::uint64_t current_thread_pointer();

}  // namespace interleave

// Numbers for addresses, and the program's code for calls.
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/mappings.hh"
#include "labs/interleave/runtime/scheduler.hh"

extern "C" {
extern const char __executable_start[];
extern const char etext[];
extern const char end[];
// Functions of the runtime that stand for others: a call from them counts as
// one from whoever called them. The linker names the section's bounds.
extern const char __start_interleave_wrappers[] __attribute__((weak));
extern const char __stop_interleave_wrappers[] __attribute__((weak));
}

namespace interleave {
namespace {

constexpr unsigned kWordsToScan = 512;

bool in_wrapper(std::uintptr_t address) {
  const auto begin =
      reinterpret_cast<std::uintptr_t>(__start_interleave_wrappers);
  const auto after =
      reinterpret_cast<std::uintptr_t>(__stop_interleave_wrappers);
  return address - begin < after - begin;
}

bool in_code(std::uintptr_t address) {
  const CodeRange& program = state().program;
  return address - program.begin < program.end - program.begin &&
         !in_wrapper(address);
}

// Does a call instruction end here? Near calls, direct and indirect.
bool follows_call(std::uintptr_t address) {
  const auto* code = reinterpret_cast<const unsigned char*>(address);
  if (code[-5] == 0xe8) return true;
  for (int length = 2; length <= 7; ++length) {
    if (code[-length] == 0xff && (code[1 - length] & 0x38) == 0x10) return true;
  }
  return false;
}

std::uint64_t stack_object(std::uintptr_t address) {
  const std::uint64_t number = (address - kStacks) / kStackSpan;
  const auto top = reinterpret_cast<std::uintptr_t>(
      stack_top(static_cast<unsigned>(number)));
  return make_object(Place::kStack, number, top - address);
}

std::uint64_t local_object(std::uintptr_t address) {
  const State& s = state();
  for (unsigned i = 0; i < s.thread_count; ++i) {
    const std::uint64_t pointer = s.threads[i].context.thread_pointer;
    if (pointer - address <= s.local_span) {
      return make_object(Place::kThreadLocal, i, pointer - address);
    }
  }
  return make_object(Place::kLibrary, 0, address);
}

}  // namespace

void find_program() {
  CodeRange& program = state().program;
  program.load_address = reinterpret_cast<std::uintptr_t>(__executable_start);
  program.begin = program.load_address;
  program.end = reinterpret_cast<std::uintptr_t>(etext);
  program.data_end = reinterpret_cast<std::uintptr_t>(end);
}

bool called_by_program(const void* return_address) {
  return in_code(reinterpret_cast<std::uintptr_t>(return_address));
}

std::uint32_t program_pc(const void* return_address, const void* frame) {
  auto pc = reinterpret_cast<std::uintptr_t>(return_address);
  if (!in_code(pc)) {
    // The caller is a library. Its frames have no fixed layout: the innermost
    // word that is a return address into the program is taken.
    const auto* word = static_cast<const std::uintptr_t*>(frame);
    const auto* top =
        reinterpret_cast<const std::uintptr_t*>(stack_top(self().number));
    pc = 0;
    for (unsigned i = 0; i < kWordsToScan && word + i < top; ++i) {
      if (in_code(word[i]) && follows_call(word[i])) {
        pc = word[i];
        break;
      }
    }
    if (pc == 0) return self().pending.pc;
  }
  return static_cast<std::uint32_t>(pc - state().program.load_address);
}

std::uint64_t object_of(const volatile void* pointer) {
  const auto address = reinterpret_cast<std::uintptr_t>(pointer);
  const CodeRange& program = state().program;
  if (address - program.load_address <
      program.data_end - program.load_address) {
    return make_object(Place::kGlobal, 0, address - program.load_address);
  }
  if (in_heap(address)) {
    return make_object(Place::kHeap, (address - kArenas) / kArenaSpan,
                       (address - kArenas) % kArenaSpan);
  }
  if (address - kStacks < kMaxThreads * kStackSpan) {
    return stack_object(address);
  }
  if (in_mappings(address)) {
    return make_object(Place::kMapping, (address - kMappings) / kMappingSpan,
                       (address - kMappings) % kMappingSpan);
  }
  return local_object(address);
}

}  // namespace interleave

#include "labs/interleave/runtime/kernel.hh"

#include <linux/futex.h>
#include <sys/mman.h>

#include "labs/interleave/runtime/state.hh"

namespace interleave::kernel {
namespace {

constexpr std::uintptr_t kPage = 4096;

}  // namespace

long call(long number, long a, long b, long c, long d, long e, long f) {
  long result;
  register long r10 asm("r10") = d;
  register long r8 asm("r8") = e;
  register long r9 asm("r9") = f;
  asm volatile("syscall"
               : "=a"(result)
               : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
               : "rcx", "r11", "memory");
  return result;
}

void futex_wait(std::uint32_t* word, std::uint32_t value) {
  call(SYS_futex, reinterpret_cast<long>(word), FUTEX_WAIT, value);
}

void futex_wake(std::uint32_t* word) {
  call(SYS_futex, reinterpret_cast<long>(word), FUTEX_WAKE, 1);
}

void* map(std::size_t size) {
  std::uintptr_t& next = state().next_map;
  const std::uintptr_t address = next;
  next += (size + kPage - 1) & ~(kPage - 1);
  map_at(address, size, PROT_READ | PROT_WRITE);
  return reinterpret_cast<void*>(address);
}

void map_at(std::uintptr_t address, std::size_t size, int protection) {
  const long wanted = static_cast<long>(address);
  const long got = call(
      SYS_mmap, wanted, static_cast<long>(size), protection,
      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1);
  if (got != wanted) die("the address space is not laid out as expected");
  // A huge page would have to be cleared whole for a few bytes of use.
  call(SYS_madvise, wanted, static_cast<long>(size), MADV_NOHUGEPAGE);
}

void protect(std::uintptr_t address, std::size_t size, int protection) {
  const long result = call(SYS_mprotect, static_cast<long>(address),
                           static_cast<long>(size), protection);
  if (result != 0) die("cannot protect memory");
}

void print(const char* text) {
  call(SYS_write, 2, reinterpret_cast<long>(text),
       static_cast<long>(length(text)));
}

// The tool, if there is one, says it to people; the program's own standard
// error may lead nowhere.
static void tell_tool(const char* text) {
  Channel* channel = state().next_map == 0 ? nullptr : state().channel;
  if (channel == nullptr) return;
  char* said = channel->outcome.text;
  const std::size_t room = sizeof channel->outcome.text - 1;
  const std::size_t size = length(text) < room ? length(text) : room;
  copy(said, text, size);
  said[size] = '\0';
  // Pairs with the acquiring load by which the tool waits for its turn: it
  // then sees the text.
  __atomic_store_n(&channel->turn, kProgramGone, __ATOMIC_RELEASE);
  futex_wake(&channel->turn);
}

void die(const char* text) {
  tell_tool(text);
  print("interleave: ");
  print(text);
  print("\n");
  exit(2);
}

void exit(int status) {
  for (;;) call(SYS_exit_group, status);
}

void copy(void* to, const void* from, std::size_t size) {
  asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(size) : : "memory");
}

void fill(void* to, int byte, std::size_t size) {
  asm volatile("rep stosb" : "+D"(to), "+c"(size) : "a"(byte) : "memory");
}

std::size_t length(const char* text) {
  std::size_t n = 0;
  while (text[n] != '\0') {
    ++n;
    asm volatile("");  // or the loop becomes a call of strlen
  }
  return n;
}

}  // namespace interleave::kernel

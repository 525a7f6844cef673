// The system calls the runtime makes, raw: it must not go through the C
// library's functions that it replaces itself, nor touch errno.
#pragma once

#include <sys/syscall.h>

#include <cstddef>
#include <cstdint>

namespace interleave::kernel {

// Returns what the kernel returns: a value, or a negated errno.
long call(long number, long a = 0, long b = 0, long c = 0, long d = 0,
          long e = 0, long f = 0);

void futex_wait(std::uint32_t* word, std::uint32_t value);
void futex_wake(std::uint32_t* word);

// Anonymous memory, without a reservation of swap, at an address that is not
// the program's: never put back. Dies if there is no room.
void* map(std::size_t size);
void map_at(std::uintptr_t address, std::size_t size, int protection);
void protect(std::uintptr_t address, std::size_t size, int protection);

void print(const char* text);             // to standard error
[[noreturn]] void die(const char* text);  // "interleave: text", exit 2
[[noreturn]] void exit(int status);

// Copies and fills that the compiler does not turn into calls of the functions
// that the runtime replaces.
void copy(void* to, const void* from, std::size_t size);
void fill(void* to, int byte, std::size_t size);
std::size_t length(const char* text);

}  // namespace interleave::kernel

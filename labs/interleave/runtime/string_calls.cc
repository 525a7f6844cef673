// The C library's functions on strings: accesses to ranges where the program
// itself calls them. <string.h> is left out, which declares some of them
// twice for C++.
#include <cstddef>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/scheduler.hh"
#include "labs/interleave/runtime/string_access.hh"

extern "C" void* malloc(std::size_t size);

namespace interleave {
namespace {

using Bytes = const unsigned char*;

std::size_t length_of(const char* text, std::size_t most) {
  std::size_t length = 0;
  while (length < most && text[length] != '\0') ++length;
  return length;
}

void see_string(const char* text, std::size_t most,
                const void* return_address) {
  if (is_visible(return_address)) note_string(text, most, return_address);
}

// Bytes that have to be compared: up to the first that differs. Strings end at
// a NUL.
std::size_t compared(const void* one, const void* other, std::size_t most,
                     bool strings) {
  const auto a = static_cast<Bytes>(one);
  const auto b = static_cast<Bytes>(other);
  for (std::size_t i = 0; i < most; ++i) {
    if (a[i] != b[i] || (strings && a[i] == '\0')) return i + 1;
  }
  return most;
}

int compare(const void* one, const void* other, std::size_t most, bool strings,
            const void* return_address) {
  const auto extent = [=] { return compared(one, other, most, strings); };
  if (is_visible(return_address)) {
    note_read(one, return_address, extent);
    note_read(other, return_address, extent);
  }
  const std::size_t length = extent();
  if (length == 0) return 0;
  return static_cast<Bytes>(one)[length - 1] -
         static_cast<Bytes>(other)[length - 1];
}

// `from` behind the first `begin` bytes of `to`. Returns where the NUL is.
char* append(char* to, std::size_t begin, const char* from, std::size_t most,
             const void* return_address) {
  if (is_visible(return_address)) {
    note_string(from, most, return_address);
    note_write(to + begin, return_address,
               [=] { return length_of(from, most) + 1; });
  }
  const std::size_t length = length_of(from, most);
  kernel::copy(to + begin, from, length);
  to[begin + length] = '\0';
  return to + begin + length;
}

char* duplicate(const char* text, std::size_t most, char* copy,
                const void* return_address) {
  return copy == nullptr ? nullptr
                         : (append(copy, 0, text, most, return_address), copy);
}

bool begins_with(const char* text, const char* part) {
  while (*part != '\0' && *text == *part) {
    ++text;
    ++part;
  }
  return *part == '\0';
}

std::size_t until_found(const void* bytes, int byte, std::size_t size) {
  const auto at = static_cast<Bytes>(bytes);
  for (std::size_t i = 0; i < size; ++i) {
    if (at[i] == static_cast<unsigned char>(byte)) return i + 1;
  }
  return size;
}

std::size_t until_found(const char* text, int byte) {
  std::size_t length = 1;
  while (*text != static_cast<char>(byte) && *text++ != '\0') ++length;
  return length;
}

}  // namespace
}  // namespace interleave

#define RETURN __builtin_return_address(0)

extern "C" {

std::size_t strlen(const char* text) {
  interleave::see_string(text, interleave::kWhole, RETURN);
  return interleave::length_of(text, interleave::kWhole);
}

std::size_t strnlen(const char* text, std::size_t most) {
  interleave::see_string(text, most, RETURN);
  return interleave::length_of(text, most);
}

char* stpcpy(char* to, const char* from) {
  return interleave::append(to, 0, from, interleave::kWhole, RETURN);
}

char* strcpy(char* to, const char* from) {
  interleave::append(to, 0, from, interleave::kWhole, RETURN);
  return to;
}

char* strncpy(char* to, const char* from, std::size_t size) {
  if (interleave::is_visible(RETURN)) {
    interleave::note_string(from, size, RETURN);
    interleave::note_write(to, RETURN, [=] { return size; });
  }
  const std::size_t length = interleave::length_of(from, size);
  interleave::kernel::copy(to, from, length);
  interleave::kernel::fill(to + length, 0, size - length);
  return to;
}

char* strcat(char* to, const char* from) {
  interleave::see_string(to, interleave::kWhole, RETURN);
  const std::size_t begin = interleave::length_of(to, interleave::kWhole);
  interleave::append(to, begin, from, interleave::kWhole, RETURN);
  return to;
}

char* strncat(char* to, const char* from, std::size_t most) {
  interleave::see_string(to, interleave::kWhole, RETURN);
  const std::size_t begin = interleave::length_of(to, interleave::kWhole);
  interleave::append(to, begin, from, most, RETURN);
  return to;
}

int strcmp(const char* one, const char* other) {
  return interleave::compare(one, other, interleave::kWhole, true, RETURN);
}

int strncmp(const char* one, const char* other, std::size_t most) {
  return interleave::compare(one, other, most, true, RETURN);
}

int memcmp(const void* one, const void* other, std::size_t size) {
  return interleave::compare(one, other, size, false, RETURN);
}

void* memchr(const void* bytes, int byte, std::size_t size) {
  using namespace interleave;
  const auto extent = [=] { return until_found(bytes, byte, size); };
  if (is_visible(RETURN)) note_read(bytes, RETURN, extent);
  const std::size_t length = extent();
  if (length == 0) return nullptr;
  const Bytes last = static_cast<Bytes>(bytes) + length - 1;
  if (*last != static_cast<unsigned char>(byte)) return nullptr;
  return const_cast<unsigned char*>(last);
}

char* strchr(const char* text, int byte) {
  using namespace interleave;
  const auto extent = [=] { return until_found(text, byte); };
  if (is_visible(RETURN)) note_read(text, RETURN, extent);
  const char* last = text + extent() - 1;
  return *last == static_cast<char>(byte) ? const_cast<char*>(last) : nullptr;
}

char* strrchr(const char* text, int byte) {
  interleave::see_string(text, interleave::kWhole, RETURN);
  const char* at = text + interleave::length_of(text, interleave::kWhole);
  while (at != text && *at != static_cast<char>(byte)) --at;
  return *at == static_cast<char>(byte) ? const_cast<char*>(at) : nullptr;
}

char* strstr(const char* text, const char* part) {
  interleave::see_string(text, interleave::kWhole, RETURN);
  interleave::see_string(part, interleave::kWhole, RETURN);
  while (*text != '\0' && !interleave::begins_with(text, part)) ++text;
  return interleave::begins_with(text, part) ? const_cast<char*>(text)
                                             : nullptr;
}

INTERLEAVE_WRAPPER char* strdup(const char* text) {
  using namespace interleave;
  const std::size_t length = length_of(text, kWhole);
  auto* copy = static_cast<char*>(malloc(length + 1));
  return duplicate(text, length, copy, RETURN);
}

INTERLEAVE_WRAPPER char* strndup(const char* text, std::size_t most) {
  using namespace interleave;
  const std::size_t length = length_of(text, most);
  auto* copy = static_cast<char*>(malloc(length + 1));
  return duplicate(text, length, copy, RETURN);
}

}  // extern "C"

// printf and its family, puts and fputs: the strings that the program prints
// are read as ranges, the one that sprintf makes is written as one.
#include <stdarg.h>
#include <stdio.h>

#include "labs/interleave/runtime/library_function.hh"
#include "labs/interleave/runtime/scheduler.hh"
#include "labs/interleave/runtime/string_access.hh"

namespace interleave {
namespace {

// A va_list is an array, which cannot be passed on by reference.
struct Arguments {
  va_list list;
};

struct Conversion {
  std::size_t precision = kWhole;
  bool is_wide = false;         // l
  bool is_long_double = false;  // L
  char letter = '\0';
};

bool is_one_of(char letter, const char* letters) {
  while (*letters != '\0' && *letters != letter) ++letters;
  return *letters != '\0';
}

// An integer of any type takes a whole word.
long next_word(Arguments& arguments) { return va_arg(arguments.list, long); }

// A width or a precision.
std::size_t read_number(const char*& at, Arguments& arguments) {
  if (*at == '*') {
    ++at;
    const int value = static_cast<int>(next_word(arguments));
    return value < 0 ? kWhole : static_cast<std::size_t>(value);
  }
  std::size_t value = 0;
  while (*at >= '0' && *at <= '9') {
    value = value * 10 + static_cast<std::size_t>(*at++ - '0');
  }
  return value;
}

// What follows a '%'; `at` is then behind it.
Conversion read_conversion(const char*& at, Arguments& arguments) {
  Conversion conversion;
  while (is_one_of(*at, "-+ #0'I")) ++at;
  read_number(at, arguments);
  if (*at == '.') {
    ++at;
    conversion.precision = read_number(at, arguments);
  }
  for (; is_one_of(*at, "hlLqjztZ"); ++at) {
    conversion.is_wide = conversion.is_wide || *at == 'l';
    conversion.is_long_double = conversion.is_long_double || *at == 'L';
  }
  conversion.letter = *at;
  if (*at != '\0') ++at;
  return conversion;
}

// Takes its argument. False: what follows cannot be told.
bool note_argument(const Conversion& conversion, Arguments& arguments,
                   const void* return_address) {
  const char letter = conversion.letter;
  if (letter == '%' || letter == 'm') return true;
  if (is_one_of(letter, "aAeEfFgG")) {
    if (conversion.is_long_double) {
      va_arg(arguments.list, long double);
    } else {
      va_arg(arguments.list, double);
    }
    return true;
  }
  if (!is_one_of(letter, "diouxXcCpnsS") || letter == '\0') return false;
  const long word = next_word(arguments);
  const auto* text = reinterpret_cast<const char*>(word);
  if (letter == 's' && !conversion.is_wide && text != nullptr) {
    note_string(text, conversion.precision, return_address);
  }
  return true;
}

void note_arguments(const char* format, va_list list,
                    const void* return_address) {
  if (!is_visible(return_address)) return;
  note_string(format, kWhole, return_address);
  Arguments arguments;
  va_copy(arguments.list, list);
  for (const char* at = format; *at != '\0';) {
    if (*at++ != '%') continue;
    const Conversion conversion = read_conversion(at, arguments);
    if (!note_argument(conversion, arguments, return_address)) break;
  }
  va_end(arguments.list);
}

void see_string(const char* text, const void* return_address) {
  if (is_visible(return_address)) note_string(text, kWhole, return_address);
}

}  // namespace
}  // namespace interleave

#define RETURN __builtin_return_address(0)
// `result` is what a call with `list` returns.
#define WITH_LIST(format, call)                     \
  va_list list;                                     \
  va_start(list, format);                           \
  interleave::note_arguments(format, list, RETURN); \
  const int result = call;                          \
  va_end(list);                                     \
  return result

namespace interleave {
namespace {

// Of `size` bytes; kWhole: there is room enough.
__attribute__((format(printf, 3, 0))) INTERLEAVE_WRAPPER int print_to_memory(
    char* to, std::size_t size, const char* format, va_list list,
    const void* return_address) {
  if (is_visible(return_address) && size > 0) {
    note_write(to, return_address, [&] {
      va_list copy;
      va_copy(copy, list);
      const int length = LIBRARY(vsnprintf)(nullptr, 0, format, copy);
      va_end(copy);
      if (length < 0) return std::size_t{0};
      const std::size_t needed = static_cast<std::size_t>(length) + 1;
      return needed < size ? needed : size;
    });
  }
  return size == kWhole ? LIBRARY(vsprintf)(to, format, list)
                        : LIBRARY(vsnprintf)(to, size, format, list);
}

}  // namespace
}  // namespace interleave

extern "C" {

INTERLEAVE_WRAPPER int vfprintf(FILE* stream, const char* format,
                                va_list list) {
  interleave::note_arguments(format, list, RETURN);
  return LIBRARY(vfprintf)(stream, format, list);
}

// By another name here, as <stdio.h> has a body for it.
int print_list(const char* format, va_list list) __asm__("vprintf");
__attribute__((format(printf, 1, 0))) INTERLEAVE_WRAPPER int print_list(
    const char* format, va_list list) {
  interleave::note_arguments(format, list, RETURN);
  return LIBRARY(vfprintf)(stdout, format, list);
}

INTERLEAVE_WRAPPER int fprintf(FILE* stream, const char* format, ...) {
  WITH_LIST(format, LIBRARY(vfprintf)(stream, format, list));
}

INTERLEAVE_WRAPPER int printf(const char* format, ...) {
  WITH_LIST(format, LIBRARY(vfprintf)(stdout, format, list));
}

__attribute__((format(printf, 2, 0))) INTERLEAVE_WRAPPER int vsprintf(
    char* to, const char* format, va_list list) {
  interleave::note_arguments(format, list, RETURN);
  return interleave::print_to_memory(to, interleave::kWhole, format, list,
                                     RETURN);
}

__attribute__((format(printf, 3, 0))) INTERLEAVE_WRAPPER int vsnprintf(
    char* to, size_t size, const char* format, va_list list) {
  interleave::note_arguments(format, list, RETURN);
  return interleave::print_to_memory(to, size, format, list, RETURN);
}

__attribute__((format(printf, 2, 3))) INTERLEAVE_WRAPPER int sprintf(
    char* to, const char* format, ...) {
  WITH_LIST(format, interleave::print_to_memory(to, interleave::kWhole, format,
                                                list, RETURN));
}

__attribute__((format(printf, 3, 4))) INTERLEAVE_WRAPPER int snprintf(
    char* to, size_t size, const char* format, ...) {
  WITH_LIST(format,
            interleave::print_to_memory(to, size, format, list, RETURN));
}

INTERLEAVE_WRAPPER int puts(const char* text) {
  interleave::see_string(text, RETURN);
  return LIBRARY(puts)(text);
}

INTERLEAVE_WRAPPER int fputs(const char* text, FILE* stream) {
  interleave::see_string(text, RETURN);
  return LIBRARY(fputs)(text, stream);
}

}  // extern "C"

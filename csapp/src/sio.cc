#include "csapp/sio.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "export.hh"
#include "retry.hh"

namespace {

// Collects a message on the stack, so that it goes out with one write(2).
struct Message {
  int fd;
  size_t used;
  ssize_t written;  // -1: a write failed; all that follows is dropped
  char text[1024];
};

ssize_t write_all(int fd, const char* text, size_t length) {
  for (size_t done = 0; done < length;) {
    const ssize_t n =
        retry([=] { return write(fd, text + done, length - done); });
    if (n < 0) return -1;
    done += static_cast<size_t>(n);
  }
  return static_cast<ssize_t>(length);
}

void flush(Message& message) {
  if (message.written < 0) return;
  const ssize_t n = write_all(message.fd, message.text, message.used);
  message.written = n < 0 ? -1 : message.written + n;
  message.used = 0;
}

void add(Message& message, char c) {
  if (message.written < 0) return;
  if (message.used == sizeof message.text) flush(message);
  if (message.written >= 0) message.text[message.used++] = c;
}

void add(Message& message, const char* text) {
  while (*text != '\0') add(message, *text++);
}

void add(Message& message, unsigned long value, unsigned base) {
  char digits[3 * sizeof value];  // octal needs the most: 8 / 3 a byte
  char* first = digits + sizeof digits;
  *--first = '\0';
  do {
    *--first = "0123456789abcdef"[value % base];
    value /= base;
  } while (value != 0);
  add(message, first);
}

void add_signed(Message& message, long value) {
  auto magnitude = static_cast<unsigned long>(value);
  if (value < 0) {
    add(message, '-');
    magnitude = 0 - magnitude;  // also right for LONG_MIN, which -value is not
  }
  add(message, magnitude, 10);
}

// Writes what is left; what the message came to, with errno as it was, or -1.
ssize_t finish(Message& message, int saved_errno) {
  flush(message);
  if (message.written >= 0) errno = saved_errno;
  return message.written;
}

// The arguments as a member, because a va_list parameter is an array on some
// machines and cannot be passed on by reference.
struct Arguments {
  va_list list;
};

void add_integer(Message& message, char conversion, bool wide,
                 Arguments& arguments) {
  if (conversion == 'd' || conversion == 'i') {
    add_signed(message, wide ? va_arg(arguments.list, long)
                             : va_arg(arguments.list, int));
    return;
  }
  const unsigned base = conversion == 'u' ? 10 : conversion == 'x' ? 16 : 8;
  add(message,
      wide ? va_arg(arguments.list, unsigned long)
           : va_arg(arguments.list, unsigned),
      base);
}

void add_pointer(Message& message, const void* pointer) {
  if (pointer == nullptr) return add(message, "(nil)");
  add(message, "0x");
  add(message, reinterpret_cast<unsigned long>(pointer), 16);
}

bool is_integer(char conversion) {
  return conversion != '\0' && strchr("diuxo", conversion) != nullptr;
}

// Adds the conversion after a % and returns where the format goes on.
const char* convert(Message& message, const char* spec, Arguments& arguments) {
  const bool wide = (*spec == 'l' || *spec == 'z') && is_integer(spec[1]);
  if (wide) ++spec;
  if (is_integer(*spec)) {
    add_integer(message, *spec, wide, arguments);
  } else if (*spec == 'c') {
    add(message, static_cast<char>(va_arg(arguments.list, int)));
  } else if (*spec == 's') {
    const char* text = va_arg(arguments.list, const char*);
    add(message, text == nullptr ? "(null)" : text);
  } else if (*spec == 'p') {
    add_pointer(message, va_arg(arguments.list, const void*));
  } else if (*spec == '%') {
    add(message, '%');
  } else {
    add(message, '%');  // unknown: the rest is written as plain text
    return spec;
  }
  return spec + 1;
}

ssize_t format(int fd, const char* fmt, va_list argp) {
  const int saved_errno = errno;
  Message message;
  message.fd = fd;
  message.used = 0;
  message.written = 0;
  Arguments arguments;
  va_copy(arguments.list, argp);
  while (*fmt != '\0') {
    if (*fmt != '%') {
      add(message, *fmt++);
    } else {
      fmt = convert(message, fmt + 1, arguments);
    }
  }
  va_end(arguments.list);
  return finish(message, saved_errno);
}

}  // namespace

CSAPP_PUBLIC ssize_t sio_puts(const char s[]) {
  const int saved_errno = errno;
  const ssize_t written = write_all(STDOUT_FILENO, s, strlen(s));
  if (written >= 0) errno = saved_errno;
  return written;
}

CSAPP_PUBLIC ssize_t sio_vdprintf(int fileno, const char* fmt, va_list argp) {
  return format(fileno, fmt, argp);
}

CSAPP_PUBLIC ssize_t sio_vfprintf(int fileno, const char* fmt, va_list argp) {
  return format(fileno, fmt, argp);
}

CSAPP_PUBLIC ssize_t sio_dprintf(int fileno, const char* fmt, ...) {
  va_list argp;
  va_start(argp, fmt);
  const ssize_t written = format(fileno, fmt, argp);
  va_end(argp);
  return written;
}

CSAPP_PUBLIC ssize_t sio_fprintf(int fileno, const char* fmt, ...) {
  va_list argp;
  va_start(argp, fmt);
  const ssize_t written = format(fileno, fmt, argp);
  va_end(argp);
  return written;
}

CSAPP_PUBLIC ssize_t sio_printf(const char* fmt, ...) {
  va_list argp;
  va_start(argp, fmt);
  const ssize_t written = format(STDOUT_FILENO, fmt, argp);
  va_end(argp);
  return written;
}

CSAPP_PUBLIC ssize_t sio_eprintf(const char* fmt, ...) {
  va_list argp;
  va_start(argp, fmt);
  const ssize_t written = format(STDERR_FILENO, fmt, argp);
  va_end(argp);
  return written;
}

// The functions below call format through this, not through sio_printf, which
// a program may have replaced.
static ssize_t message_to(int fd, const char* fmt, ...)
    __attribute__((format(printf, 2, 3)));
static ssize_t message_to(int fd, const char* fmt, ...) {
  va_list argp;
  va_start(argp, fmt);
  const ssize_t written = format(fd, fmt, argp);
  va_end(argp);
  return written;
}

CSAPP_PUBLIC ssize_t sio_putl(long v) {
  return message_to(STDOUT_FILENO, "%ld", v);
}

// The line ends with a newline whether or not the caller's text does.
[[noreturn]] static void fail(const char* s) {
  const size_t length = strlen(s);
  const bool ended = length > 0 && s[length - 1] == '\n';
  message_to(STDERR_FILENO, ended ? "%s" : "%s\n", s);
  _exit(1);
}

CSAPP_PUBLIC void sio_error(const char s[]) { fail(s); }

CSAPP_PUBLIC void Sio_error(const char s[]) { fail(s); }

CSAPP_PUBLIC ssize_t Sio_puts(const char s[]) {
  const ssize_t written = sio_puts(s);
  if (written < 0) fail("Sio_puts error");
  return written;
}

CSAPP_PUBLIC ssize_t Sio_putl(long v) {
  const ssize_t written = sio_putl(v);
  if (written < 0) fail("Sio_putl error");
  return written;
}

CSAPP_PUBLIC void __sio_assert_fail(const char* assertion, const char* file,
                                    unsigned line, const char* function) {
  message_to(STDERR_FILENO, "%s: %s:%u: %s: Assertion `%s' failed.\n",
             program_invocation_short_name, file, line, function, assertion);
  abort();
}

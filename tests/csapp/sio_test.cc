// Safe output: text, numbers, one write a message, errno.
#include <gtest/gtest.h>

#include <climits>
#include <sstream>

#include "child.hh"
#include "csapp.h"
#include "faults.hh"

namespace {

std::string printed(const std::function<void()>& body) {
  return run_in_child(body).out;
}

// Without the attribute that lets the compiler check formats: the tests use
// some it would refuse, and some that are not literals.
ssize_t (*const unchecked_dprintf)(int, const char*, ...) = sio_dprintf;
int (*const unchecked_snprintf)(char*, size_t, const char*, ...) = snprintf;

// Collects what is written to faults::kFd, `chunk` bytes a write at most.
struct Sink {
  explicit Sink(size_t chunk = SIZE_MAX)
      : script([this, chunk](const void* bytes, size_t count) {
          const size_t n = std::min(chunk, count);
          text.append(static_cast<const char*>(bytes), n);
          ++writes;
          return static_cast<ssize_t>(n);
        }) {}

  std::string text;
  int writes = 0;
  faults::ScriptedWrite script;
};

}  // namespace

TEST(SafeOutput, PrintsEveryLong) {
  for (const long value : {0L, 7L, -1L, 1234567890L, LONG_MAX, LONG_MIN}) {
    EXPECT_EQ(printed([=] { sio_putl(value); }), std::to_string(value));
  }
}

TEST(SafeOutput, ReturnsTheBytesWritten) {
  const std::string out = printed([] {
    if (sio_puts("four") != 4 || sio_putl(-123) != 4 || sio_puts("") != 0) {
      sio_puts("wrong count");
    }
  });
  EXPECT_EQ(out, "four-123");
}

TEST(SafeOutput, ConvertsAsPrintf) {
  Sink sink;
  int object;
  char expected[300];
  const auto both = [&](const char* format, auto... arguments) {
    sink.text.clear();
    const ssize_t n = unchecked_dprintf(faults::kFd, format, arguments...);
    unchecked_snprintf(expected, sizeof expected, format, arguments...);
    EXPECT_EQ(sink.text, expected);
    EXPECT_EQ(n, static_cast<ssize_t>(strlen(expected)));
  };
  both("plain");
  both("100%% %c|%s|", '!', "text");
  both("%d %i %u %x %o", INT_MIN, INT_MAX, UINT_MAX, 0xbeefU, 0777U);
  both("%ld %li %lu %lx %lo", LONG_MIN, LONG_MAX, ULONG_MAX, ULONG_MAX,
       ULONG_MAX);
  both("%zd %zi %zu %zx %zo", SSIZE_MAX, SSIZE_MAX, SIZE_MAX, SIZE_MAX,
       SIZE_MAX);
  both("%p", static_cast<void*>(&object));
}

TEST(SafeOutput, NamesNullPointers) {
  Sink sink;
  const char* volatile no_text = nullptr;  // volatile: no warning about it
  sio_dprintf(faults::kFd, "%s %p", no_text, static_cast<void*>(nullptr));
  EXPECT_EQ(sink.text, "(null) (nil)");
}

TEST(SafeOutput, WritesUnknownConversionsAsTheyStand) {
  Sink sink;
  unchecked_dprintf(faults::kFd, "%5d %y %lq %ls %llu %d %", 42);
  EXPECT_EQ(sink.text, "%5d %y %lq %ls %llu 42 %");
}

TEST(SafeOutput, EachNameHasItsDescriptor) {
  const auto list = [](const char* fmt, ...) {
    va_list arguments;
    va_start(arguments, fmt);
    sio_vdprintf(STDOUT_FILENO, "[%d]", arguments);
    va_end(arguments);
    va_start(arguments, fmt);
    sio_vfprintf(STDERR_FILENO, "[%d]", arguments);
    va_end(arguments);
  };
  const Ending ending = run_in_child([&] {
    sio_printf("%s", "out ");
    sio_eprintf("%s", "err ");
    sio_fprintf(STDERR_FILENO, "%d ", 2);
    list("", 5);
  });
  EXPECT_EQ(ending, (Ending{0, 0, "out [5]", "err 2 [5]"}));
}

TEST(SafeOutput, WritesAMessageAtOnce) {
  const std::string longest(1023, 'x');
  Sink sink;
  EXPECT_EQ(sio_dprintf(faults::kFd, "%s\n", longest.c_str()), 1024);
  EXPECT_EQ(sink.writes, 1);
  EXPECT_EQ(sink.text, longest + "\n");
}

TEST(SafeOutput, WritesALongMessageInPieces) {
  const std::string text(5000, 'y');
  Sink sink;
  EXPECT_EQ(sio_dprintf(faults::kFd, "%s%d", text.c_str(), 7), 5001);
  EXPECT_EQ(sink.writes, 5);
  EXPECT_EQ(sink.text, text + "7");
}

// A pipe in packet mode gives one write(2) a read.
TEST(SafeOutput, NumbersAndErrorsAreOneWrite) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_DIRECT), 0);
  run_in_child([&] {
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    sio_putl(LONG_MIN);
    sio_error("a line");
  });
  close(ends[1]);
  char packet[100];
  for (const std::string& expected :
       {std::to_string(LONG_MIN), std::string("a line\n"), std::string()}) {
    const ssize_t n = read(ends[0], packet, sizeof packet);
    EXPECT_EQ(std::string(packet, static_cast<size_t>(n)), expected);
  }
  close(ends[0]);
}

TEST(SafeOutput, CarriesOnAfterShortWritesAndSignals) {
  Sink sink(3);
  const faults::FailNext fault("write", EINTR, 2);
  EXPECT_EQ(sio_dprintf(faults::kFd, "%s", "0123456789"), 10);
  EXPECT_EQ(fault.left(), 0);
  EXPECT_EQ(sink.text, "0123456789");
}

TEST(SafeOutput, KeepsErrnoUnlessItFails) {
  Sink sink;
  errno = EDOM;
  {
    const faults::FailNext fault("write", EINTR);
    sio_dprintf(faults::kFd, "x");
  }
  EXPECT_EQ(errno, EDOM);
  const faults::FailNext fault("write", EIO);
  EXPECT_EQ(sio_dprintf(faults::kFd, "x"), -1);
  EXPECT_EQ(errno, EIO);
}

TEST(SafeOutput, StringsAndNumbersKeepErrno) {
  const Ending ending = run_in_child([] {
    errno = EDOM;
    const faults::FailNext fault("write", EINTR, 1);
    sio_puts("x");
    sio_putl(1);
    if (errno != EDOM) _exit(2);
  });
  EXPECT_EQ(ending, (Ending{0, 0, "x1", ""}));
}

// NDEBUG is defined in this build or is not: the check has to be there.
TEST(SafeAssert, NamesTheExpressionAndAborts) {
  const int line = __LINE__ + 1;
  const Ending ending = run_in_child([] { sio_assert(1 + 1 == 3); });
  EXPECT_EQ(ending.signal, SIGABRT);
  std::ostringstream expected;
  expected << program_invocation_short_name << ": " << __FILE__ << ":" << line
           << ": operator(): Assertion `1 + 1 == 3' failed.\n";
  EXPECT_EQ(ending.err, expected.str());
  sio_assert(true);
}

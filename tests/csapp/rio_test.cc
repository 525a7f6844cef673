// Robust I/O under every fault a descriptor has to offer.
#include <gtest/gtest.h>

#include <array>
#include <climits>
#include <vector>

#include "child.hh"
#include "csapp.h"
#include "scripted_stream.hh"

namespace {

constexpr long kWhole = LONG_MAX;

// rio_readn and rio_readnb promise the same; each test of counts runs on both.
struct Reader {
  explicit Reader(bool buffered) : buffered_(buffered) {
    rio_readinitb(&rio_, faults::kFd);
  }

  ssize_t read(void* to, size_t n) {
    return buffered_ ? rio_readnb(&rio_, to, n) : rio_readn(faults::kFd, to, n);
  }

 private:
  bool buffered_;
  rio_t rio_;
};

class RioCount : public testing::TestWithParam<bool> {};

std::string digits(size_t n) {
  std::string text;
  for (size_t i = 0; i < n; ++i) text += static_cast<char>('0' + i % 10);
  return text;
}

// The lines that rio_readlineb reads from `data` with this maxlen.
std::vector<std::string> lines(const std::string& data, size_t maxlen,
                               const ScriptedStream::Next& next) {
  const ScriptedStream stream(data, next);
  rio_t rio;
  rio_readinitb(&rio, faults::kFd);
  std::vector<std::string> result;
  std::vector<char> line(maxlen);
  ssize_t n;
  while ((n = rio_readlineb(&rio, line.data(), maxlen)) > 0) {
    EXPECT_EQ(line[static_cast<size_t>(n)], '\0');
    result.emplace_back(line.data(), static_cast<size_t>(n));
  }
  EXPECT_EQ(n, 0);
  return result;
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Rio, RioCount, testing::Bool(),
                         [](const testing::TestParamInfo<bool>& each) {
                           return each.param ? "readnb" : "readn";
                         });

TEST_P(RioCount, FullCountFromShortCountsOfEverySize) {
  const std::string data = digits(20'000);
  for (const size_t n : {1U, 2U, 63U, 8191U, 8192U, 8193U, 20'000U}) {
    for (const long chunk : {1L, 2L, 3L, 63L, 4096L, 8191L, 8192L, 8193L}) {
      const ScriptedStream stream(data, chunk);
      Reader reader(GetParam());
      std::string got(n, '?');
      ASSERT_EQ(reader.read(got.data(), n), static_cast<ssize_t>(n))
          << "in chunks of " << chunk;
      ASSERT_EQ(got, data.substr(0, n)) << "in chunks of " << chunk;
    }
  }
}

TEST_P(RioCount, ShortCountAtEndOfFileAtEveryPosition) {
  for (size_t size = 0; size < 64; ++size) {
    const ScriptedStream stream(digits(size), 7);
    Reader reader(GetParam());
    std::string got(64, '?');
    ASSERT_EQ(reader.read(got.data(), 64), static_cast<ssize_t>(size));
    ASSERT_EQ(got.substr(0, size), digits(size));
    ASSERT_EQ(reader.read(got.data(), 64), 0) << "after end of file";
  }
}

TEST_P(RioCount, RetriesAtEveryCall) {
  for (int interrupted = 0; interrupted < 12; ++interrupted) {
    int call = 0;
    const ScriptedStream stream(
        digits(100), [&] { return call++ == interrupted ? -EINTR : 10L; });
    Reader reader(GetParam());
    std::string got(100, '?');
    ASSERT_EQ(reader.read(got.data(), 100), 100) << "call " << interrupted;
    ASSERT_EQ(got, digits(100));
  }
}

TEST_P(RioCount, ErrorAtEveryCallIsMinusOneEvenAfterProgress) {
  for (const int error : {EAGAIN, ECONNRESET, EIO}) {
    for (int failing = 0; failing < 10; ++failing) {
      int call = 0;
      const ScriptedStream stream(
          digits(100), [&] { return call++ == failing ? -error : 10L; });
      Reader reader(GetParam());
      std::string got(100, '?');
      errno = 0;
      ASSERT_EQ(reader.read(got.data(), 100), -1) << "call " << failing;
      ASSERT_EQ(errno, error);
    }
  }
}

TEST_P(RioCount, NothingAskedNothingRead) {
  const ScriptedStream stream("x", [] { return -EIO; });
  EXPECT_EQ(Reader(GetParam()).read(nullptr, 0), 0);
}

TEST(RioLine, LinesOfEveryLengthFromEveryChunking) {
  for (const size_t length : {0U, 1U, 8191U, 8192U, 8193U, 1'000'000U}) {
    const std::string line = digits(length) + "\n";
    for (const long chunk : {1L, 1000L, 8191L, 8192L, kWhole}) {
      if (chunk == 1 && length > 10'000) continue;  // only slow
      ASSERT_EQ(
          lines(line + "next\n" + line, length + 100, [=] { return chunk; }),
          (std::vector<std::string>{line, "next\n", line}))
          << length << " bytes a line in chunks of " << chunk;
    }
  }
}

TEST(RioLine, LongLineGoesOnWithTheNextCall) {
  EXPECT_EQ(lines("0123456789\nab", 5, [] { return 3L; }),
            (std::vector<std::string>{"0123", "4567", "89\n", "ab"}));
}

TEST(RioLine, LastLineMayLackItsNewlineAtEveryPosition) {
  for (size_t size = 1; size < 40; ++size) {
    ASSERT_EQ(lines("first\n" + digits(size), 100, [] { return 4L; }),
              (std::vector<std::string>{"first\n", digits(size)}));
  }
}

TEST(RioLine, NulBytesAreData) {
  const std::string data("a\0b\0\n\0\n\0", 8);
  EXPECT_EQ(lines(data, 100, [] { return 2L; }),
            (std::vector<std::string>{data.substr(0, 5), data.substr(5, 2),
                                      data.substr(7)}));
}

TEST(RioLine, SmallestMaxlens) {
  const ScriptedStream stream("a\nb", kWhole);
  rio_t rio;
  rio_readinitb(&rio, faults::kFd);
  char line[3] = {'?', '?', '?'};
  errno = 0;
  EXPECT_EQ(rio_readlineb(&rio, line, 0), -1);
  EXPECT_EQ(errno, EINVAL);
  EXPECT_EQ(line[0], '?') << "maxlen 0 leaves no room for a NUL";
  EXPECT_EQ(rio_readlineb(&rio, line, 1), 0);
  EXPECT_EQ(line[0], '\0');
  EXPECT_EQ(line[1], '?');
  for (const char* expected : {"a", "\n", "b"}) {
    EXPECT_EQ(rio_readlineb(&rio, line, 2), 1);
    EXPECT_STREQ(line, expected);
    EXPECT_EQ(line[2], '?');
  }
  EXPECT_EQ(rio_readlineb(&rio, line, 2), 0);
}

TEST(RioLine, BufferIsUntouchedAtEndOfFile) {
  const ScriptedStream stream("", kWhole);
  rio_t rio;
  rio_readinitb(&rio, faults::kFd);
  char line[] = "kept";
  EXPECT_EQ(rio_readlineb(&rio, line, sizeof line), 0);
  EXPECT_STREQ(line, "kept");
}

TEST(RioLine, RetriesAtEveryCallAndFailsOnErrors) {
  for (const int error : {EINTR, EAGAIN}) {
    for (int at = 0; at < 10; ++at) {
      int call = 0;
      const ScriptedStream stream(digits(100) + "\n",
                                  [&] { return call++ == at ? -error : 10L; });
      rio_t rio;
      rio_readinitb(&rio, faults::kFd);
      char line[200];
      const ssize_t n = rio_readlineb(&rio, line, sizeof line);
      ASSERT_EQ(n, error == EINTR ? 101 : -1) << "call " << at;
      if (n < 0) {
        ASSERT_EQ(errno, EAGAIN);
      }
    }
  }
}

TEST(RioLine, ReadsOnAfterAnError) {
  std::vector<long> script = {-EIO, 100};
  size_t call = 0;
  const ScriptedStream stream("line\n", [&] { return script.at(call++); });
  rio_t rio;
  rio_readinitb(&rio, faults::kFd);
  char line[10];
  EXPECT_EQ(rio_readlineb(&rio, line, sizeof line), -1);
  EXPECT_EQ(rio.rio_cnt, 0);
  EXPECT_EQ(rio_readlineb(&rio, line, sizeof line), 5);
}

TEST(RioBuffer, LargeRequestsAreReadWhereTheyGo) {
  std::vector<size_t> counts;
  const std::string data = digits(100'000);
  size_t given = 0;
  const faults::ScriptedRead script([&](void* to, size_t count) {
    counts.push_back(count);
    const size_t n = std::min(count, data.size() - given);
    memcpy(to, data.data() + given, n);
    given += n;
    return static_cast<ssize_t>(n);
  });
  rio_t rio;
  rio_readinitb(&rio, faults::kFd);
  std::string got(100'000, '?');
  EXPECT_EQ(rio_readnb(&rio, got.data(), 100'000), 100'000);
  EXPECT_EQ(got, data);
  EXPECT_EQ(counts, (std::vector<size_t>{100'000}));
}

TEST(RioBuffer, FieldsTellWhatIsBuffered) {
  const ScriptedStream stream("one\ntwo\n", kWhole);
  rio_t rio;
  rio_readinitb(&rio, faults::kFd);
  char line[10];
  rio_readlineb(&rio, line, sizeof line);
  EXPECT_EQ(rio.rio_fd, faults::kFd);
  EXPECT_EQ(rio.rio_cnt, 4);
  EXPECT_EQ(std::string(rio.rio_bufptr, 4), "two\n");
}

TEST(RioWrite, WritesAllInShortCountsOfEverySize) {
  for (size_t chunk = 1; chunk < 70; ++chunk) {
    std::string sent;
    int call = 0;
    const faults::ScriptedWrite script(
        [&](const void* from, size_t count) -> ssize_t {
          if (call++ % 2 == 0) return errno = EINTR, -1;
          const size_t n = std::min(count, chunk);
          sent.append(static_cast<const char*>(from), n);
          return static_cast<ssize_t>(n);
        });
    ASSERT_EQ(rio_writen(faults::kFd, digits(64).data(), 64), 64);
    ASSERT_EQ(sent, digits(64)) << "in chunks of " << chunk;
  }
}

TEST(RioWrite, ErrorIsMinusOneEvenAfterProgress) {
  for (int failing = 0; failing < 4; ++failing) {
    int call = 0;
    const faults::ScriptedWrite script([&](const void*, size_t) -> ssize_t {
      if (call++ == failing) return errno = EPIPE, -1;
      return 1;
    });
    ASSERT_EQ(rio_writen(faults::kFd, "1234", 4), -1);
    ASSERT_EQ(errno, EPIPE);
  }
}

TEST(RioWrite, ADeviceThatTakesNothingIsAnError) {
  const faults::ScriptedWrite script(
      [](const void*, size_t) -> ssize_t { return 0; });
  errno = EINTR;  // stale: must not be taken for the reason of a 0
  EXPECT_EQ(rio_writen(faults::kFd, "x", 1), -1);
  EXPECT_EQ(errno, EIO);
}

TEST(RioFile, ReadsARealPipeToItsEnd) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  ASSERT_EQ(rio_writen(ends[1], "one\ntwo", 7), 7);
  close(ends[1]);
  rio_t rio;
  Rio_readinitb(&rio, ends[0]);
  char line[MAXLINE];
  EXPECT_EQ(Rio_readlineb(&rio, line, MAXLINE), 4);
  EXPECT_STREQ(line, "one\n");
  EXPECT_EQ(Rio_readnb(&rio, line, MAXLINE), 3);
  EXPECT_EQ(Rio_readn(ends[0], line, MAXLINE), 0);
  close(ends[0]);
}

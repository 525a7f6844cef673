// The injector, on a child of ours that reads ten bytes at a time.
#include "labs/assignments/library_tests/injector.hh"

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <string>
#include <vector>

#include "csapp/descriptor.hh"
#include "labs/conformance/tracer.hh"
#include "labs/conformance/wait_until.hh"

namespace library_tests {
namespace {

constexpr std::chrono::seconds kPatience{20};

struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) < 0) csapp::throw_errno("pipe");
    out.reset(ends[0]);
    in.reset(ends[1]);
  }
  csapp::Descriptor out;
  csapp::Descriptor in;
};

// Once it was told to go, reads all there is, and exits with the sum of the
// results.
[[noreturn]] void read_all(int go, int fd) {
  std::array<char, 10> bytes;
  int sum = 0;
  static_cast<void>(!::read(go, bytes.data(), 1));
  for (;;) {
    const ssize_t n = ::read(fd, bytes.data(), bytes.size());
    if (n == 0) ::_exit(sum);
    sum += static_cast<int>(n);
  }
}

class Reader {
 public:
  explicit Reader(const std::string& bytes) {
    static_cast<void>(!::write(data_.in.get(), bytes.data(), bytes.size()));
    data_.in.reset();
    pid_ = ::fork();
    if (pid_ == 0) {
      go_.in.reset();
      read_all(go_.out.get(), data_.out.get());
    }
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { ::waitpid(pid_, nullptr, 0); }

  [[nodiscard]] int fd() const { return data_.out.get(); }

  /// The calls it has made about the pipe with the bytes.
  std::vector<Call> calls_with(const Injector& injector) const {
    std::vector<Call> calls;
    for (const Call& call : injector.calls()) {
      if (call.arguments[0] == static_cast<std::uint64_t>(fd()) &&
          call.number == SYS_read) {
        calls.push_back(call);
      }
    }
    return calls;
  }

  /// Lets it run to its end; the exit status.
  int run(Injector& injector) {
    conformance::Tracer tracer(pid_);
    go_.in.reset();
    siginfo_t info{};
    EXPECT_TRUE(conformance::wait_until(kPatience, [&] {
      while (const auto stop = tracer.stop()) {
        injector.see(tracer, *stop);
        tracer.go_on();
      }
      return ::waitid(P_PID, static_cast<id_t>(pid_), &info,
                      WEXITED | WNOHANG | WNOWAIT) == 0 &&
             info.si_pid == pid_ && info.si_code == CLD_EXITED;
    }));
    return info.si_status;
  }

 private:
  Pipe data_;
  Pipe go_;
  pid_t pid_ = -1;
};

TEST(Injector, LogsCallsWithTheirResults) {
  Reader reader("0123456789abcde");
  Injector injector({});
  EXPECT_EQ(reader.run(injector), 15);
  const auto calls = reader.calls_with(injector);
  ASSERT_EQ(calls.size(), 3U);
  EXPECT_EQ(calls[0].result, 10);
  EXPECT_EQ(calls[0].arguments[2], 10U);
  EXPECT_EQ(calls[1].result, 5);
  EXPECT_EQ(calls[2].result, 0);
}

TEST(Injector, ShortensEveryCallThatIsMeant) {
  Reader reader("0123456789");
  Injector injector({{.calls = {SYS_read},
                      .descriptor = reader.fd(),
                      .times = kAlways,
                      .at_most = 4}});
  EXPECT_EQ(reader.run(injector), 10);
  const auto calls = reader.calls_with(injector);
  ASSERT_EQ(calls.size(), 4U);
  EXPECT_EQ(calls[0].result, 4);
  EXPECT_EQ(calls[0].arguments[2], 10U) << "what the program has asked for";
  EXPECT_EQ(calls[2].result, 2);
}

TEST(Injector, FailsTheCallsInTurnAndNoOther) {
  Reader reader("0123456789abcdefghij");
  Injector injector({{.calls = {SYS_read},
                      .descriptor = reader.fd(),
                      .after = 1,
                      .times = 2,
                      .error = EIO}});
  EXPECT_EQ(reader.run(injector), 20 - 2) << "two times -1, and no byte lost";
  const auto calls = reader.calls_with(injector);
  ASSERT_EQ(calls.size(), 5U);
  EXPECT_EQ(calls[0].result, 10);
  EXPECT_EQ(calls[1].error, EIO);
  EXPECT_EQ(calls[2].error, EIO);
  EXPECT_EQ(calls[3].result, 10);
  EXPECT_TRUE(injector.all_happened());
}

TEST(Injector, SaysWhenAFaultHasNotHappened) {
  Reader reader("0123456789");
  Injector injector({{.calls = {SYS_read},
                      .descriptor = reader.fd(),
                      .after = 2,
                      .error = EIO}});
  EXPECT_EQ(reader.run(injector), 10);
  EXPECT_FALSE(injector.all_happened());
}

TEST(Injector, LeavesOtherDescriptorsAlone) {
  Reader reader("0123456789");
  Injector injector(
      {{.calls = {SYS_read}, .descriptor = reader.fd() + 100, .error = EIO}});
  EXPECT_EQ(reader.run(injector), 10);
}

}  // namespace
}  // namespace library_tests

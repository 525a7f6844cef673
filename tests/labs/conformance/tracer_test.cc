// What the tracer shows of a process, and that it lets go of it unharmed.
#include "labs/conformance/tracer.hh"

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <system_error>

#include "labs/conformance/client.hh"
#include "labs/conformance/facts.hh"
#include "labs/conformance/handler_run.hh"
#include "labs/conformance/proc_observer.hh"
#include "labs/conformance/wait_until.hh"
#include "tests/servers/launcher.hh"

namespace conformance {
namespace {

class Traced : public testing::Test {
 protected:
  explicit Traced(const char* bug = "none")
      : server_({BROKEN_ECHO, "fork", bug}), observer_(server_.pid()) {
    endpoint_.port = server_.await_announcement().value();
    await_blocked(endpoint_);
  }

  /// Waits for the next stop of that kind, and goes on from all before it.
  Tracer::Stop next(Tracer& tracer, Tracer::Stop::Kind kind) {
    Tracer::Stop found;
    const bool seen = wait_until(launcher::kPatience, [&] {
      while (const auto stop = tracer.stop()) {
        found = *stop;
        if (found.kind == kind) return true;
        tracer.go_on();
      }
      return false;
    });
    EXPECT_TRUE(seen) << "no such stop";
    return found;
  }

  pid_t tracer_of_server() const {
    std::ifstream status("/proc/" + std::to_string(server_.pid()) + "/status");
    for (std::string key; status >> key;) {
      pid_t tracer = -1;
      if (key == "TracerPid:" && status >> tracer) return tracer;
    }
    return -1;
  }

  launcher::Launcher server_;
  ProcObserver observer_;
  Endpoint endpoint_{.host = "127.0.0.1",
                     .pid = server_.pid(),
                     .claims = {},
                     .observer = observer_,
                     .command = {}};
};

TEST_F(Traced, ServerGoesOnUntracedAfterwards) {
  {
    Tracer tracer(server_.pid());
    EXPECT_EQ(tracer_of_server(), ::getpid());
  }
  EXPECT_EQ(tracer_of_server(), 0);
  Client(endpoint_).require_echo("still here\n");
}

TEST_F(Traced, LetsGoInTheMiddleOfACall) {
  {
    Tracer tracer(server_.pid());
    Client client(endpoint_);
    next(tracer, Tracer::Stop::Kind::kReturn);
  }
  EXPECT_EQ(tracer_of_server(), 0);
  Client(endpoint_).require_echo("still here\n");
}

TEST_F(Traced, DeliversTheSignalThatItStandsAt) {
  {
    Tracer tracer(server_.pid());
    observer_.signal(server_.pid(), SIGTERM);
    EXPECT_EQ(next(tracer, Tracer::Stop::Kind::kSignal).signal, SIGTERM);
  }
  EXPECT_EQ(server_.await_end(), 0);
}

class Failing : public Traced {
 protected:
  Failing() : Traced("dies-of-failing-fork") {}
};

TEST_F(Failing, CallReturnsItsErrorThoughTheTracerHasGone) {
  {
    Tracer tracer(server_.pid());
    const Client client(endpoint_);
    while (next(tracer, Tracer::Stop::Kind::kCall).call != SYS_clone) {
      tracer.go_on();
    }
    tracer.fail_call(EAGAIN);
    tracer.go_on();
  }
  EXPECT_EQ(server_.await_end(), W_EXITCODE(1, 0));
}

TEST_F(Traced, EndOfTheServerIsLeftToItsLauncher) {
  {
    Tracer tracer(server_.pid());
    observer_.signal(server_.pid(), SIGKILL);
    EXPECT_TRUE(wait_until(launcher::kPatience,
                           [&] { return observer_.wait_status() == SIGKILL; }));
    EXPECT_FALSE(tracer.stop());
  }
  EXPECT_EQ(server_.await_end(), SIGKILL);
}

TEST_F(Traced, SomebodyElsesProcessIsAFaultOfThePlatform) {
  EXPECT_THROW(Tracer tracer(1'999'999'999), std::system_error);
}

TEST_F(Traced, WithoutHandlerThereIsNoRun) {
  bool caused = false;
  EXPECT_FALSE(
      watch_handler(endpoint_, SIGUSR1, [&] { caused = true; }).has_value());
  EXPECT_FALSE(caused) << "SIGUSR1 would have ended it";
}

class Clobbering : public Traced {
 protected:
  Clobbering() : Traced("clobbers-errno") {}
};

TEST_F(Clobbering, ErrnoIsSeenBeforeAndAfter) {
  Client client(endpoint_);
  client.require_echo("x\n");
  const auto run = watch_handler(endpoint_, SIGCHLD, [&] { client.close(); });
  ASSERT_TRUE(run);
  EXPECT_NE(run->errno_before, ECHILD);
  EXPECT_EQ(run->errno_after, ECHILD);
  EXPECT_FALSE(run->library_changed);
}

}  // namespace
}  // namespace conformance

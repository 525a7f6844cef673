// The model of descriptors: pipes, connections, waiting for several.
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <set>
#include <vector>

#include "tests/interleave/descriptors/schedules.hh"

namespace interleave {
namespace {

// Programs that check every result themselves. They are run natively, too, by
// tests of their own: so the model is compared with Linux.
class Conforms : public ::testing::TestWithParam<const char*> {};

TEST_P(Conforms, UnderEverySchedule) {
  const Result result = explore(GetParam());
  EXPECT_TRUE(always(result, Ending::kFinished)) << describe(result);
  EXPECT_EQ(result.value, 0u);
}

INSTANTIATE_TEST_SUITE_P(
    Descriptors, Conforms,
    ::testing::Values("addresses", "broken_pipe_handled", "connection",
                      "counters", "endings", "epoll", "full_backlog",
                      "full_pipe", "names", "readiness", "shared_buffer",
                      "shutdown_while_accepting", "standard_output", "streams",
                      "two_writers", "without_waiting"),
    [](const auto& program) {
      std::string name = program.param;
      std::erase(name, '_');
      return name;
    });

TEST(BrokenPipe, EndsTheProgramByDefault) {
  const Result result = explore("broken_pipe");
  EXPECT_TRUE(always(result, Ending::kCrash)) << describe(result);
  EXPECT_EQ(result.value, static_cast<std::uint64_t>(SIGPIPE));
}

TEST(Close, LeavesAThreadThatAcceptsWaiting) {
  const Result result = explore("close_while_accepting");
  EXPECT_EQ(result.endings.count(Ending::kBlocked), 1u) << describe(result);
  EXPECT_EQ(result.endings.count(Ending::kFinished), 1u) << describe(result);
  EXPECT_EQ(result.endings.size(), 2u) << describe(result);
}

TEST(EndOfFile, ThatIsNotNoticedIsALivelock) {
  const Result result = explore("end_of_file_unnoticed", {}, 3);
  EXPECT_TRUE(always(result, Ending::kStalled)) << describe(result);
}

const Event& event_of(const Run& run, std::uint32_t step) {
  return run.events[step];
}

TEST(Trace, ReadNamesTheWriteItSaw) {
  run_once("connection", [](const interleave::Run& run) {
    int paired = 0;
    for (const Event& event : run.events) {
      if (event.op == Op::kAccept) {
        EXPECT_EQ(event_of(run, event.partner).op, Op::kConnect);
      }
      if (event.op == Op::kConnect && event.extra == 0) {
        EXPECT_EQ(event_of(run, event.partner).op, Op::kListen);
      }
      if (event.op != Op::kDescriptorRead || event.extra != 0) continue;
      ASSERT_NE(event.partner, kNoStep);
      const Op wanted = event.value > 0 ? Op::kDescriptorWrite : Op::kShutdown;
      const Op got = event_of(run, event.partner).op;
      EXPECT_TRUE(got == wanted || got == Op::kClose);
      ++paired;
    }
    EXPECT_GE(paired, 4);
  });
}

TEST(Trace, ReadComesAfterAllThatWroteItsBytes) {
  run_once("two_writers", [](const interleave::Run& run) {
    std::set<unsigned> writers;
    for (const Event& event : run.events) {
      if (event.op != Op::kDescriptorRead) continue;
      writers.insert(event_of(run, event.partner).thread);
    }
    EXPECT_EQ(writers, (std::set<unsigned>{1, 2}));
  });
}

TEST(Trace, ReadIsAWriteToItsBuffer) {
  run_once("shared_buffer", [](const interleave::Run& run) {
    std::set<unsigned> threads;
    std::set<std::uint64_t> places;
    for (const Event& event : run.events) {
      if (event.op != Op::kWriteRange || event.extra != 1) continue;
      threads.insert(event.thread);
      places.insert(event.object);
    }
    EXPECT_EQ(threads, (std::set<unsigned>{0, 1}));
    EXPECT_EQ(places.size(), 1u);
  });
}

TEST(Trace, IsTheSameWheneverAScheduleIsRun) {
  for (const char* program : {"connection", "readiness", "counters"}) {
    std::vector<std::uint64_t> traces[2];
    for (auto& trace : traces) {
      run_once(
          program,
          [&trace](const interleave::Run& run) {
            for (const Event& event : run.events) {
              trace.insert(trace.end(), {event.object, event.value, event.extra,
                                         event.partner});
            }
          },
          7);
    }
    EXPECT_EQ(traces[0], traces[1]) << program;
  }
}

}  // namespace
}  // namespace interleave

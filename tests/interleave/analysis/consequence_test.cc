// Endings that speak for themselves.
#include <gtest/gtest.h>

#include <csignal>

#include "tests/interleave/analysis/trace.hh"

namespace interleave {
namespace {

using Steps = std::vector<std::uint32_t>;

class Consequence : public ::testing::Test {
 protected:
  Consequence() {
    trace_.start(0, 1);
    last_ = trace_.read(1, global(0));
    trace_.read(0, global(1));
  }

  Finding judge() {
    const auto findings = trace_.judge();
    return findings.empty() ? Finding{} : findings[0];
  }

  Trace trace_;
  std::uint32_t last_;
};

TEST_F(Consequence, AFinishedRunHasNone) {
  EXPECT_EQ(judge().verdict, Verdict::kNone);
}

TEST_F(Consequence, AnAssertionIsQuoted) {
  trace_.ends_with(Ending::kAssertion, 1, 0, "counter == 2");
  const Finding finding = judge();
  EXPECT_EQ(finding.verdict, Verdict::kAssertion);
  EXPECT_EQ(finding.detail, "counter == 2");
  EXPECT_EQ(finding.threads, (std::vector<unsigned>{1}));
  EXPECT_EQ(finding.steps, (Steps{last_}));
}

TEST_F(Consequence, AClientsExpectationIsAnAssertion) {
  trace_.ends_with(Ending::kClientFailed, 1, 0, "expected a, got b");
  EXPECT_EQ(judge().verdict, Verdict::kAssertion);
  EXPECT_EQ(judge().detail, "expected a, got b");
}

TEST_F(Consequence, ACrashNamesItsSignal) {
  trace_.ends_with(Ending::kCrash, 1, SIGSEGV);
  EXPECT_EQ(judge().verdict, Verdict::kCrash);
  EXPECT_NE(judge().detail.find("SIGSEGV"), std::string::npos);
  trace_.ends_with(Ending::kCrash, 1, SIGABRT);
  EXPECT_NE(judge().detail.find("SIGABRT"), std::string::npos);
  trace_.ends_with(Ending::kCrash, 1, 40);
  EXPECT_EQ(judge().detail, "signal 40");
}

TEST_F(Consequence, AnExitStatusOtherThanZero) {
  trace_.ends_with(Ending::kFinished, 0, 3);
  EXPECT_EQ(judge().verdict, Verdict::kExitStatus);
  EXPECT_EQ(judge().detail, "exit status 3");
}

TEST_F(Consequence, MisuseIsInWords) {
  trace_.ends_with(Ending::kMisuse, 1, 0, "a thread is joined twice");
  EXPECT_EQ(judge().verdict, Verdict::kMisuse);
  EXPECT_EQ(judge().detail, "a thread is joined twice");
}

TEST_F(Consequence, UseAfterFreeNamesReleaseAndUse) {
  const auto release = trace_.add(0, Op::kRelease, heap(0), {.extra = 48});
  const auto use = trace_.read(1, heap(0) + 8);
  trace_.ends_with(Ending::kUseAfterFree, 1);
  trace_.outcome().object = heap(0) + 8;
  trace_.outcome().extra = heap(0);
  const Finding finding = judge();
  EXPECT_EQ(finding.verdict, Verdict::kMemoryError);
  EXPECT_EQ(finding.steps, (Steps{release, use}));
  EXPECT_EQ(finding.threads, (std::vector<unsigned>{0, 1}));
  EXPECT_EQ(finding.detail,
            "thread 1 reads memory that thread 0 (main) has released");
}

TEST_F(Consequence, AUseThatBecameNoStep) {
  const auto release = trace_.add(1, Op::kRelease, heap(0), {.extra = 48});
  trace_.ends_with(Ending::kUseAfterFree, 1);
  trace_.outcome().object = heap(0) + 8;
  trace_.outcome().extra = heap(0);
  EXPECT_EQ(judge().steps, (Steps{release}));
  EXPECT_EQ(judge().detail, "thread 1 uses memory that it has released itself");
}

TEST_F(Consequence, DoubleFreeNamesBothReleases) {
  const auto first = trace_.add(0, Op::kRelease, heap(0), {.extra = 48});
  trace_.ends_with(Ending::kDoubleFree, 1);
  trace_.outcome().object = heap(0);
  EXPECT_EQ(judge().steps, (Steps{first}));
  const auto second = trace_.add(1, Op::kRelease, heap(0), {.extra = 48});
  EXPECT_EQ(judge().verdict, Verdict::kMemoryError);
  EXPECT_EQ(judge().steps, (Steps{first, second}));
  EXPECT_EQ(judge().detail,
            "thread 1 releases memory that thread 0 (main) has released "
            "before");
}

TEST_F(Consequence, OtherMemoryErrors) {
  trace_.ends_with(Ending::kBadFree, 1);
  EXPECT_EQ(judge().verdict, Verdict::kMemoryError);
  trace_.ends_with(Ending::kBadAccess, 1);
  EXPECT_EQ(judge().verdict, Verdict::kMemoryError);
}

TEST_F(Consequence, AccessesBesideABlockTellWhere) {
  const std::uint64_t block = heap(2);
  trace_.add(0, Op::kAllocate, block, {.extra = 16});
  trace_.write(1, block + 16);
  trace_.ends_with(Ending::kBadAccess, 1);
  trace_.outcome().extra = block;
  const auto detail_at = [&](std::uint64_t object) {
    trace_.outcome().object = object;
    return judge().detail;
  };
  EXPECT_EQ(detail_at(block + 16),
            "thread 1 writes to memory right behind a block of 16 bytes");
  EXPECT_EQ(detail_at(block + 24),
            "thread 1 uses memory 8 bytes behind a block of 16 bytes");
  EXPECT_EQ(detail_at(block - 1),
            "thread 1 uses memory 1 byte before a block of 16 bytes");
  EXPECT_EQ(judge().object, block);
}

TEST_F(Consequence, EndingsThatSayNothing) {
  for (const Ending ending :
       {Ending::kQuiet, Ending::kStepLimit, Ending::kUnsupported,
        Ending::kAsleep, Ending::kDiverged, Ending::kNeedThreads}) {
    trace_.ends_with(ending, 1);
    EXPECT_EQ(judge().verdict, Verdict::kNone);
  }
}

TEST_F(Consequence, ComesBeforeTheRaceThatCausedIt) {
  trace_.write(0, global(5));
  trace_.write(1, global(5));
  trace_.ends_with(Ending::kAssertion, 1, 0, "counter == 2");
  EXPECT_EQ(verdicts(trace_.judge()), "assertion data_race");
}

TEST_F(Consequence, ARunWithoutStepsCanFail) {
  Trace empty;
  empty.ends_with(Ending::kFinished, 0, 1);
  EXPECT_EQ(verdicts(empty.judge()), "exit_status");
}

}  // namespace
}  // namespace interleave

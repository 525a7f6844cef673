#include "labs/interleave/report/cards.hh"

#include <errno.h>
#include <gmock/gmock.h>

#include "labs/interleave/report/locks_held.hh"
#include "labs/interleave/report/lost_update.hh"
#include "labs/interleave/report/outcome_words.hh"
#include "labs/interleave/report/phrases.hh"
#include "tests/interleave/report/examples.hh"

namespace interleave {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

TraceDocument judged(Verdict verdict, std::string detail) {
  TraceDocument document = lost_update();
  document.findings.erase(document.findings.begin() + 1);
  document.findings[0].verdict = verdict;
  document.findings[0].detail = std::move(detail);
  return document;
}

TEST(Card, OfEveryVerdictTellsTheDetailAndWhereToRead) {
  for (int i = 1; i <= static_cast<int>(Verdict::kNondeterminism); ++i) {
    const auto verdict = static_cast<Verdict>(i);
    if (verdict == Verdict::kDeadlock || verdict == Verdict::kLockOrder)
      continue;  // told by their steps
    const std::string text = card(judged(verdict, "so it went"), {});
    EXPECT_THAT(text, AllOf(HasSubstr("so it went"),
                            EndsWith("handouts/interleave/" +
                                     std::string(name_of(verdict)) + ".md\n"),
                            HasSubstr("interleave replay i1-counter-3k7q")));
  }
}

TEST(Card, OfAPassingScheduleSaysSo) {
  TraceDocument document = lost_update();
  document.findings.clear();
  document.ending = "finished with exit status 0";
  EXPECT_THAT(card(document, {}),
              AllOf(HasSubstr("NO FAILURE"), HasSubstr("exit status 0"),
                    Not(HasSubstr("handouts"))));
}

TEST(Card, OfARaceTellsTheLocksThatAreNotCommon) {
  TraceDocument document = lost_update();
  document.findings.erase(document.findings.begin());
  EXPECT_THAT(card(document, {}),
              HasSubstr("Nothing orders the two: neither thread holds a lock"));
  document.steps[4].op = Op::kMutexLock;
  document.steps[4].object = "lock_a";
  EXPECT_THAT(card(document, {200}),
              AllOf(HasSubstr("thread 2 holds lock_a"),
                    HasSubstr("thread 1 holds no lock")));
}

TEST(Card, OfALocksetRaceClaimsNoMissingOrder) {
  TraceDocument document = lost_update();
  document.findings.erase(document.findings.begin());
  document.findings[0].by_lockset = true;
  EXPECT_THAT(card(document, {200}),
              AllOf(HasSubstr("No lock is common to all accesses of it: here "
                              "thread 2 holds no lock, thread 1 holds no lock"),
                    Not(HasSubstr("Nothing orders"))));
}

TEST(Card, TellsARaceOfOneLineOnce) {
  TraceDocument document = lost_update();
  document.findings.push_back(document.findings[1]);
  const std::string text = card(document, {});
  const std::string race = "data race on counter";
  ASSERT_THAT(text, HasSubstr(race));
  EXPECT_EQ(text.find(race, text.find(race) + 1), std::string::npos);
}

TEST(Card, DoesNotPromiseThatTheRaceIsGone) {
  TraceDocument document = lost_update();
  EXPECT_THAT(card(document, {200}),
              HasSubstr("and then the assertion holds (a replay may still "
                        "report what is beneath it)"));
  document.findings.resize(1);
  document.findings[0].verdict = Verdict::kExitStatus;
  EXPECT_THAT(card(document, {200}), HasSubstr("and then it goes well\n"));
}

TEST(Card, SaysThatASleepOrdersNothing) {
  TraceDocument document = judged(Verdict::kExitStatus, "exit status 1");
  document.steps[4].op = Op::kSleepDone;
  EXPECT_THAT(card(document, {}), Not(HasSubstr("A sleep orders nothing")));
  document.steps[4].reason = WakeReason::kTimedOut;
  document.steps[4].early = true;
  EXPECT_THAT(card(document, {}), HasSubstr("A sleep orders nothing"));
  EXPECT_EQ(phrase(document.steps[4]),
            "wakes from its sleep: timed out early, by choice");
}

TEST(Card, OfALockOrderTellsBothOrders) {
  TraceDocument document = lock_cycle();
  TraceFinding& finding = document.findings[0];
  finding.verdict = Verdict::kLockOrder;
  finding.steps = {3, 5, 5, 3};
  finding.stacks.resize(4);
  EXPECT_THAT(card(document, {100}),
              AllOf(HasSubstr("thread 1 holds lock_a (line 6, step 3) and "
                              "takes lock_b (line 14, step 5)"),
                    HasSubstr("thread 2 holds lock_b")));
}

TEST(Card, OfADeadlockSpeaksOfACircleOnlyIfThereIsOne) {
  TraceDocument document = lock_cycle();
  document.findings[0].cycle = false;
  EXPECT_THAT(card(document, {}),
              AllOf(HasSubstr("thread 1 and thread 2 can never go on"),
                    Not(HasSubstr("Each waits"))));
  document.findings[0].threads = {0, 1, 2, 0, 1};
  EXPECT_THAT(card_title(document), HasSubstr("5 threads can never go on"));
}

TEST(Card, OfADeadlockTellsWhatAnEndedThreadKept) {
  TraceDocument document = lock_cycle();
  document.findings[0].cycle = false;
  document.findings[0].threads = {2};
  document.threads[1].fate = ThreadFate::kEnded;
  EXPECT_THAT(card(document, {}),
              HasSubstr("thread 1 ended holding lock_a (line 6, step 3)\n"));
}

TEST(Card, OfADeadlockTellsWhoTookFromASemaphore) {
  TraceDocument document = lock_cycle();
  document.findings[0].cycle = false;
  for (const unsigned step : {3u, 5u}) document.steps[step].op = Op::kSemWait;
  for (const unsigned i : {1u, 2u}) document.threads[i].pending = Op::kSemWait;
  const std::string text =
      "thread 1 keeps one from lock_a (line 6, step 3) and wants to take one "
      "from lock_b (line 7)\n";
  EXPECT_THAT(card(document, {200}), HasSubstr(text));
  document.steps.push_back(document.steps[3]);
  document.steps.back().op = Op::kSemPost;
  document.steps.back().thread = 2;  // gives what it had not taken
  EXPECT_THAT(card(document, {200}), Not(HasSubstr(text)));
}

TEST(Card, OfADeadlockTellsThatASignalWokeAnotherThread) {
  TraceDocument document = lock_cycle();
  document.findings[0].cycle = false;
  document.findings[0].threads = {2};
  document.threads[2].pending = Op::kCondWake;
  document.threads[2].pending_object = "ready";
  TraceStep step;
  step.op = Op::kCondSignal;
  step.object = "ready";
  document.steps.push_back(step);
  step.op = Op::kCondWake;
  step.thread = 1;
  step.partner = 6;
  document.steps.push_back(step);
  EXPECT_THAT(card(document, {200}),
              HasSubstr("The signal in step 6 woke thread 1 alone; thread 2 "
                        "waits on the same condition."));
}

TEST(ReplayCommand, IsForAShell) {
  TraceDocument document = lost_update();
  document.arguments = {"3", "a b", "it's", ""};
  document.clients = {{"two words.script", ""}};
  EXPECT_EQ(replay_command(document, "i1-x"),
            "interleave replay --client 'two words.script' i1-x ./counter 3 "
            "'a b' 'it'\\''s' ''");
}

TEST(LocksHeld, FollowWaits) {
  TraceDocument document = lost_signal();
  EXPECT_THAT(locks_held(document, 4), ElementsAre("guard"));
  TraceStep after = document.steps[4];
  document.steps.push_back(after);
  EXPECT_THAT(locks_held(document, 5), ElementsAre());
}

TEST(LostUpdate, IsFound) {
  const auto lost = find_lost_update(lost_update());
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->read, 3u);
  EXPECT_EQ(lost->overwritten, 6u);
  EXPECT_EQ(lost->write, 8u);
}

TEST(LostUpdate, IsNoneIfTheSecondReadsAfterTheFirstWrote) {
  TraceDocument document = lost_update();
  std::swap(document.steps[3], document.steps[7]);  // reads after the write
  EXPECT_FALSE(find_lost_update(document));
}

TEST(Phrase, SaysWhatWentOtherwise) {
  TraceStep step;
  step.op = Op::kMutexTryLock;
  step.object = "lock_a";
  EXPECT_EQ(phrase(step), "locks lock_a (trylock)");
  step.value = "EBUSY";
  EXPECT_EQ(phrase(step), "tries to lock lock_a: it is taken");
  step.op = Op::kThreadJoin;
  EXPECT_EQ(phrase(step), "tries to join lock_a: it has not ended");
  step.value = "ETIMEDOUT";
  EXPECT_EQ(phrase(step), "tries to join lock_a: fails: ETIMEDOUT");
  step.op = Op::kSemTimedWait;
  EXPECT_EQ(phrase(step), "tries to take one from lock_a: fails: ETIMEDOUT");
  step.op = Op::kSemTryWait;
  step.value = "EAGAIN";
  EXPECT_EQ(phrase(step), "tries to take one from lock_a: there is none");
  step.value.clear();
  EXPECT_EQ(phrase(step), "takes one from lock_a (try)");
  step.op = Op::kCondWake;
  step.value.clear();
  step.other = "guard";
  EXPECT_EQ(phrase(step), "wakes, has guard again");
  step.reason = WakeReason::kSpurious;
  EXPECT_EQ(phrase(step), "wakes, has guard again: no signal: spurious");
}

TEST(Value, NamesTheErrorOfACallThatFailed) {
  Event event{};
  event.op = Op::kSemTryWait;
  event.value = EAGAIN;
  EXPECT_EQ(value_in_words(event, {}), "EAGAIN");
  event.op = Op::kThreadJoin;
  event.value = ETIMEDOUT;
  EXPECT_EQ(value_in_words(event, {}), "ETIMEDOUT");
  event.value = 0;
  EXPECT_EQ(value_in_words(event, {}), "");
}

TEST(Phrase, OfAClientThatIsDisappointedSaysSo) {
  TraceStep step;
  step.op = Op::kClientExpect;
  EXPECT_EQ(phrase(step), "receives what it expects");
  step.value = "otherwise";
  EXPECT_EQ(phrase(step), "receives something else");
  step.op = Op::kClientExpectEof;
  EXPECT_EQ(phrase(step), "does not see the end of file");
  step.op = Op::kClientSend;
  EXPECT_EQ(phrase(step), "fails to send");
}

TEST(Card, OfALivelockAgreesInNumber) {
  TraceDocument document = spinning_pair();
  EXPECT_THAT(card_title(document), EndsWith("thread 2 run on and on"));
  document.findings[0].threads = {1};
  EXPECT_THAT(card_title(document), EndsWith("thread 1 runs on and on"));
}

TEST(Phrase, IsThereForEveryOperation) {
  for (int i = 1; i < static_cast<int>(Op::kCount); ++i) {
    TraceStep step;
    step.op = static_cast<Op>(i);
    EXPECT_FALSE(phrase(step).empty());
    EXPECT_THAT(phrase(step), Not(HasSubstr("%")));
    EXPECT_FALSE(name_of(step.op).empty());
  }
}

}  // namespace
}  // namespace interleave

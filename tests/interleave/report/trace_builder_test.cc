// From what a compiled program did to a document, with real debug information.
#include "labs/interleave/report/trace_builder.hh"

#include <gmock/gmock.h>

#include "labs/interleave/report/phrases.hh"
#include "tests/interleave/report/recorded_run.hh"

namespace interleave {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Bank : public testing::Test {
 protected:
  Bank() : recorded(record(BANK_PROGRAM)), symbols(BANK_PROGRAM) {
    TraceDocument about;
    about.program = "./bank";
    document = make_document(recorded.run(), {}, symbols, about);
    for (const TraceStep& step : document.steps)
      shown.push_back(show_place(document, step.place) + " in " +
                      step.place.function + ": " +
                      std::string(source_line(document, step.place)) + " -- " +
                      phrase(step));
  }

  RecordedRun recorded;
  Symbols symbols;
  TraceDocument document;
  std::vector<std::string> shown;
};

// The values are those before the writes: the recorder knows no later ones.
TEST_F(Bank, NamesGlobalsWithTheirMembers) {
  EXPECT_THAT(shown, Contains(AllOf(HasSubstr("in main: counter = -1;"),
                                    HasSubstr("writes counter: 0"))));
  EXPECT_THAT(shown, Contains(HasSubstr("writes slots[2]: 0")));
  EXPECT_THAT(shown, Contains(HasSubstr("writes grid[1][2]: 0")));
  EXPECT_THAT(shown, Contains(HasSubstr("writes accounts[1].balance: 0")));
  EXPECT_THAT(shown, Contains(HasSubstr("writes accounts[1].owner: NULL")));
  EXPECT_THAT(shown, Contains(HasSubstr("reads calls: 0")));
}

TEST_F(Bank, ShowsValuesByTheirTypes) {
  EXPECT_THAT(shown, Contains(HasSubstr("writes open_today: true")));
  EXPECT_THAT(shown, Contains(HasSubstr("writes bank::state: kIdle")));
  EXPECT_THAT(shown, Contains(HasSubstr("reads bank::state: kRunning")));
  EXPECT_THAT(shown, Contains(AllOf(HasSubstr("in touch: "),
                                    HasSubstr("writes local: -7"))));
}

TEST_F(Bank, PlacesAccessesInHeadersAtTheUsersLine) {
  EXPECT_THAT(shown, Contains(AllOf(HasSubstr("in main: return bank::"),
                                    HasSubstr("reads visits: 0 (atomic)"))));
  EXPECT_THAT(shown, Not(Contains(HasSubstr("_M_"))));
}

TEST_F(Bank, NamesFunctionsAsTheProgrammerDoes) {
  EXPECT_THAT(shown,
              Contains(AllOf(HasSubstr("in bank::Teller::serve: served_ +="),
                             HasSubstr("reads bank::Teller::served_: 0"))));
  EXPECT_THAT(shown, Contains(HasSubstr("in a lambda:")));
}

TEST_F(Bank, NamesLocalsThatOthersReachThroughPointers) {
  EXPECT_THAT(shown, Contains(HasSubstr("writes pair.rest[2]: ")));
  EXPECT_THAT(shown, Contains(AllOf(HasSubstr("in touch: "),
                                    HasSubstr("writes pair.rest[1]: "))));
}

TEST_F(Bank, NamesThreadLocalsAfterTheirThread) {
  EXPECT_THAT(shown, Contains(HasSubstr("reads mine of thread 0: 3")));
}

TEST_F(Bank, NamesBlocksAfterTheTypeTheyAreFor) {
  EXPECT_THAT(shown, Contains(HasSubstr("allocates node#1, 16 bytes")));
  EXPECT_THAT(shown, Contains(HasSubstr("writes node#1.next: NULL")));
  EXPECT_THAT(shown, Contains(HasSubstr("writes node#1.value: 0")));
}

TEST_F(Bank, HoldsTheSource) {
  ASSERT_THAT(document.files, Not(IsEmpty()));
  EXPECT_EQ(document.files[0].path, "bank.cc");
  EXPECT_THAT(document.files[0].lines, Contains("int counter = 0;"));
}

TEST_F(Bank, IsTheSameInEveryRun) {
  const RecordedRun again = record(BANK_PROGRAM);
  TraceDocument about;
  about.program = "./bank";
  EXPECT_EQ(to_json(make_document(again.run(), {}, symbols, about)),
            to_json(document));
}

TEST_F(Bank, TellsStacksOfFindings) {
  Finding finding;
  finding.verdict = Verdict::kMisuse;
  for (std::uint32_t i = 0; i < document.steps.size(); ++i)
    if (shown[i].find("in touch:") != std::string::npos) finding.steps = {i};
  ASSERT_THAT(finding.steps, Not(IsEmpty()));
  const TraceDocument judged =
      make_document(recorded.run(), {{finding}}, symbols, {});
  std::vector<std::string> functions;
  for (const SourcePlace& frame : judged.findings.at(0).stacks.at(0))
    functions.push_back(frame.function);
  EXPECT_THAT(functions, testing::ElementsAre("touch", "a lambda", "main"));
}

}  // namespace
}  // namespace interleave

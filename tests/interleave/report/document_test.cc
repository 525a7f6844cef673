#include "labs/interleave/report/document.hh"

#include <gmock/gmock.h>

#include <random>

#include "tests/interleave/report/examples.hh"

namespace interleave {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string objection_to(const std::string& text) {
  try {
    parse_trace(text);
  } catch (const BadTrace& error) {
    EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
    return error.what();
  }
  return "none";
}

std::string with(const std::string& from, const std::string& to) {
  std::string text = to_json(lost_update());
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(TraceFile, HoldsEverything) {
  for (const TraceDocument& document :
       {lost_update(), lock_cycle(), lost_signal(), used_after_release(),
        spinning_pair(), many_threads(12), TraceDocument()})
    EXPECT_EQ(to_json(parse_trace(to_json(document))), to_json(document));
}

TEST(TraceFile, KeepsWhatIsNotInTheExamples) {
  TraceDocument document = lost_signal();
  document.arguments = {"a b", "\"quoted\""};
  document.flags = {"--spurious-wakeups"};
  document.clients = {{"one.script", "connect\nsend \"x\"\n"}};
  document.steps[1].reason = WakeReason::kSpurious;
  document.steps[1].partner = 4;
  document.steps[1].early = true;
  document.findings[0].cycle = true;
  document.findings[0].by_lockset = true;
  const TraceDocument read = parse_trace(to_json(document));
  EXPECT_EQ(read.arguments, document.arguments);
  EXPECT_EQ(read.flags, document.flags);
  EXPECT_EQ(read.clients.at(0).text, document.clients[0].text);
  EXPECT_EQ(read.steps[1].reason, WakeReason::kSpurious);
  EXPECT_EQ(read.steps[1].partner, 4u);
  EXPECT_TRUE(read.steps[1].early);
  EXPECT_TRUE(read.findings[0].cycle);
  EXPECT_TRUE(read.findings[0].by_lockset);
}

TEST(TraceFile, SaysThatItIsCutOff) {
  const std::string text = to_json(lost_update());
  EXPECT_THAT(objection_to(text.substr(0, text.size() / 2)),
              HasSubstr("cut off"));
  EXPECT_THAT(objection_to(""), HasSubstr("cut off"));
}

TEST(TraceFile, SaysWhatIsWrong) {
  EXPECT_THAT(objection_to("ELF"), HasSubstr("no JSON at byte 1"));
  EXPECT_THAT(objection_to("[]"), HasSubstr("not an object"));
  EXPECT_THAT(objection_to("{}"), HasSubstr("no \"schema\""));
  EXPECT_THAT(objection_to("{\"schema\": 9}"), HasSubstr("another schema"));
  EXPECT_THAT(objection_to(with("\"thread\":1", "\"thread\":7")),
              HasSubstr("step 2: \"thread\" is out of range"));
  EXPECT_THAT(objection_to(with("\"thread\":1", "\"thread\":-1")),
              HasSubstr("step 2: \"thread\" is not a number"));
  EXPECT_THAT(objection_to(with("\"op\":\"read\"", "\"op\":\"eat\"")),
              HasSubstr("step 3: \"op\" has an unknown value"));
  EXPECT_THAT(objection_to(with("\"saw\":8", "\"saw\":12")),
              HasSubstr("step 12: \"saw\" is out of range"));
  EXPECT_THAT(objection_to(with("\"file\":0", "\"file\":1")),
              HasSubstr("\"file\" is out of range"));
}

TEST(TraceFile, CannotControlTheTerminal) {
  const TraceDocument read =
      parse_trace(with("\"object\":\"counter\",\"value\"",
                       "\"object\":\"a\\u001b[2Jb\\u0007\\u009bc\",\"value\""));
  EXPECT_EQ(read.steps[3].object, "a?[2Jb??c");
}

// Damage of any kind is refused or harmless, never fatal.
TEST(TraceFile, SurvivesRandomDamage) {
  const std::string text = to_json(lock_cycle());
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    std::string damaged = text;
    for (int i = 0; i < 3; ++i)
      damaged[random() % damaged.size()] = "\0{}[]\",:019ax-"[random() % 15];
    try {
      to_json(parse_trace(damaged));
    } catch (const BadTrace&) {
    }
  }
}

TEST(TraceFile, SurvivesDeepNesting) {
  EXPECT_THAT(objection_to(std::string(1'000'000, '[')), HasSubstr("cut off"));
}

TEST(Document, ShowsPlaces) {
  const TraceDocument document = lost_update();
  EXPECT_EQ(show_place(document, document.steps[3].place), "counter.c:7");
  EXPECT_EQ(show_place(document, {std::nullopt, 0, "worker"}), "worker");
  EXPECT_EQ(show_place(document, {}), "(unknown)");
  EXPECT_EQ(source_line(document, document.steps[3].place), "counter++;");
  EXPECT_EQ(source_line(document, {0, 999, ""}), "");
}

}  // namespace
}  // namespace interleave

#include "labs/interleave/report/timeline.hh"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "labs/interleave/report/cards.hh"
#include "labs/interleave/report/phrases.hh"
#include "labs/interleave/report/plain_text.hh"
#include "labs/interleave/report/shown_threads.hh"
#include "tests/interleave/report/examples.hh"

namespace interleave {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Le;
using testing::Not;

std::string golden(const std::string& name) {
  std::ifstream file(GOLDEN_FOLDER "/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string page(const TraceDocument& document, const TextStyle& style) {
  return card(document, style) + "\n" + timeline(document, style);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// To be read by people before they are changed: what the files hold is what a
// student sees.
TEST(Page, IsAsItWasFoundGood) {
  EXPECT_EQ(page(lost_update(), {}), golden("lost_update.txt"));
  EXPECT_EQ(page(lock_cycle(), {100}), golden("lock_cycle.txt"));
  EXPECT_EQ(page(lost_signal(), {}), golden("lost_signal.txt"));
  EXPECT_EQ(page(used_after_release(), {}), golden("used_after_release.txt"));
  EXPECT_EQ(page(spinning_pair(), {}), golden("spinning_pair.txt"));
  EXPECT_EQ(page(lost_update(), {60, false, true}),
            golden("lost_update_ascii.txt"));
}

TEST(Timeline, IsNeverWiderThanAsked) {
  for (const TraceDocument& document :
       {lost_update(), lock_cycle(), lost_signal(), many_threads(3),
        many_threads(7), many_threads(30)})
    for (const unsigned width : {40u, 60u, 80u, 120u, 200u}) {
      std::vector<std::size_t> widths;
      for (const std::string& line : lines_of(timeline(document, {width})))
        widths.push_back(width_of(line));
      EXPECT_THAT(widths, Each(Le(width)));
    }
}

TEST(Timeline, HasNoColourUnlessAsked) {
  EXPECT_THAT(page(lost_update(), {}), Not(HasSubstr("\033")));
  EXPECT_THAT(page(lost_update(), {80, true}), HasSubstr("\033[1;31m"));
}

TEST(Timeline, IsAsciiIfAsked) {
  const std::string text = page(lost_update(), {80, false, true});
  EXPECT_TRUE(std::all_of(text.begin(), text.end(), [](char c) {
    return c == '\n' || (c >= ' ' && c <= '~');
  }));
}

TEST(Timeline, CollapsesBoringStretches) {
  TraceDocument document = lost_update();
  TraceStep boring = document.steps[12];
  boring.shared = false;
  boring.saw.reset();
  boring.object = "mine";
  document.steps.insert(document.steps.begin() + 12, 14, boring);
  document.findings.clear();
  EXPECT_THAT(timeline(document, {}), HasSubstr("… 14 steps"));
  EXPECT_THAT(timeline(document, {}), Not(HasSubstr("mine")));
  EXPECT_THAT(timeline(document, {}), HasSubstr("\n   26 │"));
}

TEST(Timeline, OfManyShowsThoseThatMatter) {
  const TraceDocument document = many_threads(20);
  const std::vector<unsigned> shown = shown_threads(document, 8);
  EXPECT_EQ(shown.size(), 8u);
  EXPECT_THAT(shown, Contains(1u));
  EXPECT_THAT(shown, Contains(2u));
  EXPECT_THAT(timeline(document, {}), HasSubstr("not shown"));
}

TEST(Timeline, OfNothingIsAHeader) {
  EXPECT_FALSE(timeline(TraceDocument(), {}).empty());
}

// As the card speaks of them, however far from the finding they are.
TEST(TimelineRows, AreThereForWhatTheCardCites) {
  TraceDocument document = lost_update();
  TraceStep far = document.steps.back();
  far.object = "other";
  document.steps.insert(document.steps.begin() + 9, 2000, far);
  document.findings.resize(1);
  document.findings[0].steps = {2008};  // read and write stay 3, 6 and 8
  TraceStep& found = document.steps[2008];
  found.op = Op::kRead;
  found.object = "counter";
  document.steps.insert(document.steps.begin() + 1, 1000, far);
  document.findings[0].steps = {3008};
  EXPECT_THAT(cited_steps(document), ElementsAre(1003, 1006, 1008, 3008));
  std::set<std::uint32_t> shown;
  for (const TimelineRow& row : shown_rows(document))
    if (!row.collapsed) shown.insert(row.first);
  for (const std::uint32_t step : cited_steps(document))
    EXPECT_TRUE(shown.contains(step)) << step;
}

TEST(Timeline, TellsATurnFromGivingWay) {
  TraceDocument document = spinning_pair();
  EXPECT_EQ(switch_phrase(document, document.steps[3]), "thread 1 gave way");
  document.steps.insert(document.steps.begin() + 2, 1999, document.steps[2]);
  EXPECT_EQ(switch_phrase(document, document.steps[2002]),
            "thread 1 had its turn: 2,000 steps without a pause");
  document.steps[2001].op = Op::kYield;
  EXPECT_EQ(switch_phrase(document, document.steps[2002]), "thread 1 gave way");
}

TEST(TimelineRows, CollapseWhatIsNotWorthARow) {
  TraceDocument document;
  document.threads.resize(1);
  document.steps.resize(3);
  for (TraceStep& step : document.steps) step.op = Op::kWrite;
  document.steps[0].shared = true;
  document.steps.insert(document.steps.begin() + 1, document.steps[1]);
  const std::vector<TimelineRow> rows = timeline_rows(document);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_FALSE(rows[0].collapsed);
  EXPECT_TRUE(rows[1].collapsed);
  EXPECT_EQ(rows[1].first, 1u);
  EXPECT_EQ(rows[1].count, 2u);
  EXPECT_FALSE(rows[2].collapsed);
}

}  // namespace
}  // namespace interleave

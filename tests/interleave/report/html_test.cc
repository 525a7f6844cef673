#include "labs/interleave/report/html.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "labs/interleave/report/html_text.hh"
#include "labs/interleave/report/html_timeline.hh"
#include "labs/interleave/report/phrases.hh"
#include "tests/interleave/report/examples.hh"

namespace interleave {

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos;
       at += part.size())
    ++found;
  return found;
}

// What stands between the tags of the trace, as a browser would read it.
std::string embedded(const std::string& page) {
  const std::string tag = "id=\"trace\">\n";
  const std::size_t begin = page.find(tag) + tag.size();
  return page.substr(begin, page.find("</script>", begin) - begin);
}

TEST(HtmlText, EscapesMarkup) {
  EXPECT_EQ(html_text("<a href=\"x\">&'"),
            "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
}

TEST(HtmlText, ReplacesControlCharacters) {
  EXPECT_EQ(html_text(std::string("a\0b\x1b", 4)), "a?b?");
}

TEST(HtmlPage, HoldsTheWholeTrace) {
  const TraceDocument document = lost_update();
  EXPECT_EQ(to_json(parse_trace(embedded(html_page(document)))),
            to_json(document));
}

TEST(HtmlPage, IsTheSameForTheSameDocument) {
  EXPECT_EQ(html_page(lock_cycle()), html_page(lock_cycle()));
}

TEST(HtmlPage, HasARowForEveryStep) {
  const TraceDocument document = lost_update();
  EXPECT_EQ(count(html_page(document), "<tr id=\"s"), document.steps.size());
}

TEST(HtmlPage, LinksAReadToItsWrite) {
  TraceDocument document = lost_update();
  const std::string page = html_page(document);
  for (const TraceStep& step : document.steps)
    if (step.saw) {
      EXPECT_THAT(page,
                  HasSubstr("href=\"#s" + std::to_string(*step.saw) + "\""));
    }
}

TEST(HtmlPage, DrawsAGraphOfADeadlockOnly) {
  EXPECT_THAT(html_page(lock_cycle()), HasSubstr("<figure class=\"graph\">"));
  EXPECT_THAT(html_page(lost_update()), Not(HasSubstr("<figure")));
}

TEST(HtmlPage, ForbidsTheNetworkAndForeignScripts) {
  const std::string page = html_page(lost_update());
  EXPECT_THAT(page, HasSubstr("content=\"default-src 'none'; style-src "
                              "'sha256-"));
  EXPECT_THAT(page, Not(HasSubstr("unsafe-inline")));
  EXPECT_THAT(page, Not(HasSubstr(" src=")));
  EXPECT_THAT(page, Not(HasSubstr("style=\"")));
}

// Whatever people can write into a program or a trace, written there.
TraceDocument hostile() {
  const std::string attack =
      "</script><!--<script>alert(1)</script>\"><img src=x onerror=alert(1)>";
  TraceDocument document = lock_cycle();
  document.program = document.token = document.ending = attack;
  document.found = document.coverage = attack;
  document.arguments = {attack};
  document.clients = {{attack, attack}};
  for (SourceFile& file : document.files) {
    file.path = attack;
    for (std::string& line : file.lines) line = attack;
  }
  for (TraceStep& step : document.steps) {
    step.object = step.value = step.other = step.why = attack;
    step.place.function = attack;
  }
  for (TraceThread& thread : document.threads) {
    thread.name = thread.function = attack;
    thread.pending_object = attack;
  }
  for (TraceFinding& finding : document.findings)
    finding.object = finding.detail = attack;
  return document;
}

TEST(HtmlPage, KeepsHostileTextText) {
  const std::string page = html_page(hostile());
  EXPECT_EQ(count(page, "<script"), 2U);
  EXPECT_EQ(count(page, "</script"), 2U);
  EXPECT_EQ(count(page, "<img"), 0U);
  EXPECT_EQ(count(page, "<!--"), 0U);
  EXPECT_EQ(to_json(parse_trace(embedded(page))), to_json(hostile()));
}

TEST(HtmlPage, CanShowARunWithoutSteps) {
  TraceDocument document;
  document.program = "./nothing";
  document.threads.emplace_back();
  EXPECT_THAT(html_page(document), HasSubstr("NO FAILURE"));
}

TEST(HtmlPage, GivesManyThreadsOneCommonColumn) {
  const std::string page = html_page(many_threads(20));
  EXPECT_THAT(page, HasSubstr("other threads</th>"));
}

TEST(HtmlRows, FoldOfALongRunWhatIsFarFromTheFinding) {
  TraceDocument document = lost_update();
  const TraceStep step = document.steps.back();
  document.steps.insert(document.steps.end(), 1000, step);
  const std::vector<TimelineRow> rows = shown_rows(document);
  EXPECT_LT(rows.size(), 200U);
  std::uint32_t next = 0;
  for (const TimelineRow& row : rows) {
    EXPECT_EQ(row.first, next);
    next += row.count;
  }
  EXPECT_EQ(next, document.steps.size());
}

}  // namespace

}  // namespace interleave

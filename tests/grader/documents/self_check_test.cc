// A check that cannot fail is worth nothing: each document is broken in every
// way that its platform would mind, and its check has to say so.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "labs/grader/emitters/base64.hh"
#include "labs/grader/emitters/emitter.hh"
#include "tests/grader/documents/sample.hh"

namespace grader {
namespace {

std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, text.npos) << from << " is not in\n" << text;
  return at == text.npos ? text : text.replace(at, from.size(), to);
}

void expect_refused(const Emitter& emitter, const std::string& document,
                    const LabResult& result, const std::string& what) {
  const std::string wrong = emitter.check(document, result);
  EXPECT_NE(wrong, "") << emitter.platform << " accepts " << what;
  EXPECT_EQ(wrong.find('\n'), wrong.npos) << wrong;
}

TEST(SelfCheck, RefusesWhatIsNotWhole) {
  const LabResult result = sample_result();
  for (const Emitter& emitter : emitters()) {
    const std::string document = emitter.write(result);
    expect_refused(emitter, "", result, "nothing");
    expect_refused(emitter, document.substr(0, document.size() / 2), result,
                   "half a document");
    expect_refused(emitter, document.substr(0, document.size() - 2), result,
                   "a document without its end");
    for (const std::string_view bytes : {"\x1b[2J", "\xff", "\r"}) {
      std::string broken = document;
      broken.insert(broken.find_last_of("aeiou"), bytes);
      expect_refused(emitter, broken, result, "raw bytes");
    }
  }
}

TEST(SelfCheck, RefusesTheDocumentOfAnotherResult) {
  const LabResult result = sample_result();
  LabResult better = result;
  better.tests[1].points = 10;
  better.tests[1].status = Status::kPassed;
  for (const Emitter& emitter : emitters()) {
    const std::string document = emitter.write(result);
    expect_refused(emitter, document, better, "fewer points");
    expect_refused(emitter, emitter.write(better), result, "more points");
    expect_refused(emitter, document, full_result(), "other tests");
  }
}

TEST(SelfCheck, RefusesPointsWhereThePlatformFailed) {
  for (const Emitter& emitter : emitters()) {
    expect_refused(emitter, emitter.write(sample_result()), faulty_result(),
                   "points of a fault");
    expect_refused(emitter, emitter.write(faulty_result()), sample_result(),
                   "a fault in place of points");
  }
}

struct Break {
  std::string from, to;
};

void expect_all_refused(const char* platform,
                        const std::vector<Break>& breaks) {
  const Emitter& emitter = *find_emitter(platform);
  const LabResult result = sample_result();
  const std::string document = emitter.write(result);
  ASSERT_EQ(emitter.check(document, result), "");
  for (const auto& [from, to] : breaks) {
    expect_refused(emitter, with(document, from, to), result,
                   from + " as " + to);
  }
}

TEST(SelfCheck, KnowsTheRulesOfTheTerminal) {
  expect_all_refused("terminal",
                     {{"   17/50    total", "   18/50    total"},
                      {"    2/5     TIMEOUT", "    5/5     TIMEOUT"},
                      {"    0/10    FAILED", "    0/10    passed"},
                      {"    0/10    FAILED", "            FAILED"},
                      {"  hint", "  hint" + std::string(60, ' ')},
                      {"total\n", "total\n    1/1     passed   forged\n"},
                      {"  hint", "\thint"}});
}

TEST(SelfCheck, KnowsTheRulesOfTheNeutralResult) {
  expect_all_refused("json", {{"\"format\": 1", "\"format\": 2"},
                              {"\"points\": 17", "\"points\": \"17\""},
                              {"\"lab\": \"fork\"", "\"lab\": \"rio\""},
                              {"\"seed\": 42", "\"seed\": 43"},
                              {"\"sound\": true", "\"sound\": false"},
                              {"\"complete\": true", "\"complete\": false"},
                              {"\"timeout\"", "\"failed\""},
                              {"\"hidden\"", "\"visible\""},
                              {"\"replay\"", "\"reply\""}});
}

TEST(SelfCheck, KnowsTheRulesOfGradescope) {
  expect_all_refused(
      "gradescope",
      {{"\"score\": 17", "\"score\": 50"},
       {"\"score\": 17", "\"score\": \"17\""},
       {"\"score\": 17,", ""},
       {"\"tests\"", "\"test\""},
       {"\"max_score\": 10", "\"max_score\": 9"},
       {"\"status\": \"failed\"", "\"status\": \"passed\""},
       {"\"visibility\": \"hidden\"", "\"visibility\": \"no\""},
       {"\"visibility\": \"after_due_date\"", "\"visibility\": \"visible\""},
       {"\"output_format\": \"text\"", "\"output_format\": \"html\""},
       {"\"test_output_format\": \"text\"", "\"test_output_format\": \"md\""},
       {"\"test_name_format\": \"text\"", "\"test_name_format\": \"html\""},
       {"\"name_format\": \"text\"", "\"name_format\": \"md\""},
       {"\"name\"", "\"title\""},
       {"\"number\": \"2.1\"", "\"number\": 2.1}"}});
}

TEST(SelfCheck, KnowsTheRulesOfAutolab) {
  expect_all_refused(
      "autolab",
      {{"\"Load\":5}}\n", "\"Load\":5}}\nthat was all\n"},
       {"\"Load\":5", "\"Load\":6"},
       {"\"Load\":5", "\"Work: Load\":5"},
       {"\"Load\":5", "\"Load\":null"},
       {",\"Load\":5", ""},
       {"\"Load\":5", "\"Load\":5,\"bonus\":1"},
       {"{\"scores\":{\"Echoing\":10,", "{\"score\":{\"Echoing\":10,"},
       {"\"Load\":5}}", "\"Load\":5},\"note\":\"a word: this\"}"}});
}

TEST(SelfCheck, KnowsTheRulesOfPrairieLearn) {
  expect_all_refused("prairielearn",
                     {{"\"score\": 0.34", "\"score\": 1.34"},
                      {"\"score\": 0.34", "\"score\": 17"},
                      {"\"score\": 0.34", "\"score\": 0.35"},
                      {"\"score\": 0.34,", ""},
                      {"\"gradable\": true", "\"gradable\": false"},
                      {"\"points\": 10", "\"points\": 9"},
                      {"\"max_points\": 5", "\"max_points\": 6"},
                      {"\"tests\"", "\"test\""},
                      {"\"name\"", "\"nom\""},
                      {"  ]\n}", "  ]\n}" + std::string(1'000'000, ' ')}});
}

TEST(SelfCheck, KnowsTheRulesOfJUnit) {
  expect_all_refused(
      "junit", {{"failures=\"4\"", "failures=\"3\""},
                {"&lt;script&gt;", "<script>"},
                {"&amp;amp;", "&nbsp;"},
                {"]]&gt;", "]]>"},
                {"&amp;#0;", "&#0;"},
                {"name=\"points\" value=\"2\"", "name=\"points\" value=\"5\""},
                {"<skipped", "<passed"},
                {"</failure>", "</error>"},
                {"type=\"timeout\"", "type=\"timeout\" type=\"failed\""},
                {"<properties>", "<![CDATA[<properties>]]>"},
                {"</testsuites>", "</testsuites><testsuites/>"},
                {"name=\"stops\"", "name=\"starts\""},
                {"encoding=\"UTF-8\"", "encoding=\"UTF-16\""}});
}

TEST(SelfCheck, KnowsTheRulesOfTap) {
  expect_all_refused("tap", {{"TAP version 13", "TAP version 14"},
                             {"1..7", "1..6"},
                             {"not ok 2", "ok 2"},
                             {"ok 3", "ok 4"},
                             {"ok 1 - echo", "ok 1 - echo # SKIP"},
                             {"\"2/5\"", "\"5/5\""},
                             {"  ...\n", ""},
                             {"  hint: \"", "  hint: "},
                             {"  ---\n  status: \"timeout\"", "  ---\n\n"},
                             {"1..7\n", "1..7\nBail out! no reason\n"}});
}

/// The document whose JSON is that of `document` with `from` as `to`.
std::string recoded(const std::string& document, const Break& change) {
  const std::string start = "result=";
  const auto json = base64_decoded(
      document.substr(start.size(), document.size() - start.size() - 1));
  EXPECT_TRUE(json.has_value());
  return start + base64_encoded(with(*json, change.from, change.to)) + "\n";
}

TEST(SelfCheck, KnowsTheRulesOfClassroom) {
  const Emitter& emitter = *find_emitter("classroom");
  const LabResult result = sample_result();
  const std::string document = emitter.write(result);
  ASSERT_EQ(emitter.check(document, result), "");
  ASSERT_EQ(emitter.check(recoded(document, {"fail", "fail"}), result), "");
  for (const Break& change :
       std::vector<Break>{{"\"status\":\"fail\"", "\"status\":\"pass\""},
                          {"\"version\":1", "\"version\":2"},
                          {"\"max_score\":50", "\"max_score\":51"},
                          {"\"score\":10", "\"score\":11"},
                          {"\"score\":10", "\"score\":\"10\""},
                          {"\"line_no\":0", "\"line_no\":7"},
                          {"\"tests\"", "\"test\""},
                          {"| ::set-output", " ::set-output"},
                          {"| hint", "::error::hint"},
                          {"children that", "children ##[that"}}) {
    expect_refused(emitter, recoded(document, change), result,
                   change.from + " as " + change.to);
  }
  expect_refused(emitter, "result=e30\n", result, "base64 without padding");
  expect_refused(emitter, "results=" + document.substr(7), result, "a key");
  expect_refused(emitter, document + "result=\n", result, "another line");
}

}  // namespace
}  // namespace grader

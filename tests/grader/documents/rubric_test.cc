// Rubrics: what is read, and the one line that each wrong field gives.
#include "labs/grader/rubric.hh"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>

namespace grader {
namespace {

using Json = nlohmann::json;

const std::string kRubric = R"({
  "lab": "fork", "title": "An echo server with a process per client",
  "submit": ["server.c", "server.cc"],
  "starter": 5,
  "tests": [
    {"id": "echo", "group": "Echoing", "points": 10,
     "title": "every line comes back", "hint": "Write what you read.",
     "needs": ["echo-line", "echo-long"]},
    {"id": "reaps-children", "group": "Processes", "points": 20,
     "title": "children are reaped", "hint": "One SIGCHLD, many children.",
     "after": ["echo"], "needs": ["reaps-children"], "visibility": "after_due"}
  ]})";

TEST(Rubric, IsReadWhole) {
  const Rubric rubric = parse_rubric(kRubric);
  EXPECT_EQ(rubric.lab, "fork");
  EXPECT_EQ(rubric.title, "An echo server with a process per client");
  EXPECT_EQ(rubric.submit, (std::vector<std::string>{"server.c", "server.cc"}));
  EXPECT_EQ(rubric.starter, 5);
  EXPECT_EQ(rubric.points(), 30);
  ASSERT_EQ(rubric.tests.size(), 2U);
  const RubricTest& test = rubric.tests[1];
  EXPECT_EQ(test.id, "reaps-children");
  EXPECT_EQ(test.group, "Processes");
  EXPECT_EQ(test.title, "children are reaped");
  EXPECT_EQ(test.hint, "One SIGCHLD, many children.");
  EXPECT_EQ(test.points, 20);
  EXPECT_EQ(test.after, std::vector<std::string>{"echo"});
  EXPECT_EQ(test.needs, std::vector<std::string>{"reaps-children"});
  EXPECT_EQ(test.visibility, Visibility::kAfterDue);
}

TEST(Rubric, HasDefaults) {
  const Rubric rubric = parse_rubric(kRubric);
  EXPECT_TRUE(rubric.tests[0].after.empty());
  EXPECT_EQ(rubric.tests[0].visibility, Visibility::kVisible);
}

TEST(Rubric, FindsTestsById) {
  const Rubric rubric = parse_rubric(kRubric);
  EXPECT_EQ(rubric.find("echo"), &rubric.tests[0]);
  EXPECT_EQ(rubric.find("Echo"), nullptr);
}

/// The complaint of `text`; "": it is accepted.
std::string complaint_of(const std::string& text) {
  try {
    static_cast<void>(parse_rubric(text));
    return "";
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

/// The complaint when what `pointer` names in kRubric is `value`.
std::string complaint_with(const std::string& pointer, const Json& value) {
  Json rubric = Json::parse(kRubric);
  rubric[Json::json_pointer(pointer)] = value;
  return complaint_of(rubric.dump());
}

std::string complaint_without(const std::string& field, bool of_a_test) {
  Json rubric = Json::parse(kRubric);
  (of_a_test ? rubric["tests"][1] : rubric).erase(field);
  return complaint_of(rubric.dump());
}

struct Wrong {
  const char* pointer;
  Json value;
  const char* complaint;
};

void expect_complaints(const std::vector<Wrong>& all) {
  for (const Wrong& wrong : all) {
    EXPECT_EQ(complaint_with(wrong.pointer, wrong.value), wrong.complaint)
        << wrong.value;
  }
}

TEST(Rubric, SaysWhichFieldOfTheLabIsWrong) {
  expect_complaints(
      {{"/lab", 1, "lab: is no string"},
       {"/lab", "", "lab: is empty"},
       {"/lab", "a lab",
        "lab: \"a lab\" is not of letters, digits and hyphens"},
       {"/title", "two\nlines",
        "title: is no single line of at most 400 bytes of plain text"},
       {"/title", "\x1b[2J",
        "title: is no single line of at most 400 bytes of plain text"},
       {"/submit", "server.c", "submit: is no list"},
       {"/submit", Json::array(), "submit: is empty"},
       {"/submit/1", 3, "submit[1]: is no string"},
       {"/submit/1", "server.c", "submit[1]: \"server.c\" stands there twice"},
       {"/submit/1", "../x.c", "submit: \"../x.c\" is no name of a file"},
       {"/submit/1", "a/x.c", "submit: \"a/x.c\" is no name of a file"},
       {"/starter", -1, "starter: is no whole number from 0 to 1000"},
       {"/starter", 31, "starter: is more than the 30 points of all tests"},
       {"/points", 30, "points: is no field that is known here"},
       {"/tests", Json::array(), "tests: is empty"},
       {"/tests", Json::object(), "tests: is no list"},
       {"/tests/1", "echo", "tests[1]: is no object"}});
}

TEST(Rubric, SaysWhichFieldOfATestIsWrong) {
  expect_complaints(
      {{"/tests/1/id", "echo",
        "tests[1].id: \"echo\" is the id of another test"},
       {"/tests/1/id", "a:b",
        "tests[1].id: \"a:b\" is not of letters, digits and hyphens"},
       {"/tests/1/group", "Part 1: forks",
        "tests[1].group: holds a colon, which Autolab forbids"},
       {"/tests/1/title", "", "tests[1].title: is empty"},
       {"/tests/1/hint", nullptr, "tests[1].hint: is no string"},
       {"/tests/1/points", 0,
        "tests[1].points: is no whole number from 1 to 1000"},
       {"/tests/1/points", 2.5,
        "tests[1].points: is no whole number from 1 to 1000"},
       {"/tests/1/points", "10",
        "tests[1].points: is no whole number from 1 to 1000"},
       {"/tests/1/points", 1e18,
        "tests[1].points: is no whole number from 1 to 1000"},
       {"/tests/1/points", 1001,
        "tests[1].points: is no whole number from 1 to 1000"},
       {"/tests/0/after",
        {"reaps-children"},
        "tests[0].after: \"reaps-children\" is no test that stands before "
        "this one"},
       {"/tests/1/after",
        {"reaps-children"},
        "tests[1].after: \"reaps-children\" is no test that stands before "
        "this one"},
       {"/tests/1/needs", Json::array(), "tests[1].needs: is empty"},
       {"/tests/1/needs/0", "", "tests[1].needs[0]: is empty"},
       {"/tests/1/visibility", "secret",
        "tests[1].visibility: \"secret\" is not visible, hidden or after_due"},
       {"/tests/1/visibilty", "hidden",
        "tests[1].visibilty: is no field that is known here"}});
}

TEST(Rubric, SaysWhichFieldIsMissing) {
  for (const char* field : {"lab", "title", "submit", "starter", "tests"}) {
    EXPECT_EQ(complaint_without(field, false),
              std::string(field) + ": is missing");
  }
  for (const char* field :
       {"id", "group", "title", "hint", "points", "needs"}) {
    EXPECT_EQ(complaint_without(field, true),
              "tests[1]." + std::string(field) + ": is missing");
  }
}

TEST(Rubric, SaysInOneLineThatItIsNoJson) {
  for (const std::string text : {"", "{", "{\"lab\": \xff}", "not JSON"}) {
    const std::string complaint = complaint_of(text);
    EXPECT_TRUE(complaint.starts_with("rubric: no JSON: ")) << complaint;
    EXPECT_EQ(complaint.find('\n'), complaint.npos);
  }
  EXPECT_EQ(complaint_of("[]"), "rubric: is no object");
}

TEST(Rubric, RefusesAFieldThatStandsTwice) {
  std::string text = kRubric;
  text.replace(text.find("\"points\": 20"), 12,
               "\"points\": 20, \"points\": 2");
  EXPECT_EQ(complaint_of(text), "points: stands twice in one object");
}

}  // namespace
}  // namespace grader

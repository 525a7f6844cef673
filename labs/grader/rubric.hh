// Rubric: what a lab's tests are worth, and what to tell a student who fails.
//
// One JSON file for each lab, labs/assignments/<lab>/rubric.json:
//
//   {
//     "lab": "fork", "title": "An echo server with a process per client",
//     "submit": ["server.c", "server.cc"],          one of these
//     "starter": 10,                                points the starter gets
//     "tests": [
//       {"id": "reaps-children", "group": "Processes", "points": 10,
//        "title": "children that exit at the same time are all reaped",
//        "hint": "One SIGCHLD can stand for many children.",
//        "after": ["echo"],                         parents: fails if they do
//        "needs": ["reaps-children"],               what the lab's grader runs
//        "visibility": "visible"}                   or "hidden", "after_due"
//     ]
//   }
//
// Thread: any.
#ifndef LABS_GRADER_RUBRIC_HH
#define LABS_GRADER_RUBRIC_HH

#include <string>
#include <string_view>
#include <vector>

namespace grader {

enum class Visibility { kVisible, kHidden, kAfterDue };

/// "visible", "hidden", "after_due".
[[nodiscard]] std::string_view name_of(Visibility visibility);

struct RubricTest {
  std::string id;     // letters, digits and hyphens; unique
  std::string group;  // a part of the handout
  std::string title;  // what is right, as a sentence
  std::string hint;   // one sentence for whoever fails it
  int points = 0;
  std::vector<std::string> after;  // ids of tests that stand before this one
  std::vector<std::string> needs;  // ids for the lab's grader; never empty
  Visibility visibility = Visibility::kVisible;
};

struct Rubric {
  std::string lab;
  std::string title;
  std::vector<std::string> submit;  // file names, of which one is submitted
  int starter = 0;                  // points
  std::vector<RubricTest> tests;

  [[nodiscard]] int points() const;  // of all tests
  /// nullptr: no such test.
  [[nodiscard]] const RubricTest* find(std::string_view id) const;
};

/// Errors: std::invalid_argument, which says which field of `text` is wrong.
[[nodiscard]] Rubric parse_rubric(std::string_view text);

}  // namespace grader

#endif

// The neutral result of a grading, from which every platform's document is
// made.
//
// Text in it may hold bytes of the student's choice; an emitter passes it
// through plain_text() before it writes any.
//
// Thread: any.
#ifndef LABS_GRADER_RESULT_HH
#define LABS_GRADER_RESULT_HH

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "labs/grader/rubric.hh"

namespace grader {

enum class Status {
  kPassed,
  kFailed,
  kTimedOut,  // the student's program did not come to an end
  kError,     // a fault of the platform: nobody's mistake, and no verdict
  kSkipped,   // a test that it builds on failed
};

/// "passed", "failed", "timeout", "error", "skipped".
[[nodiscard]] std::string_view name_of(Status status);

/// The verdict of every test of a submission that does not compile.
inline constexpr std::string_view kBuildVerdict = "build";

struct TestResult {
  std::string id{};
  std::string group{};
  std::string title{};
  Status status = Status::kError;
  int points = 0;  // awarded
  int maximum = 0;
  std::string verdict{};   // the need that was not met: "reaps-children"
  std::string expected{};  // what should have been seen
  std::string observed{};  // what was seen
  std::string hint{};      // of the rubric; empty if passed
  std::string replay{};    // a command that shows it again; as a comment at its
                           // end what it "shows, if right: …"
  std::string output{};    // the end of what the student's program printed
  Visibility visibility = Visibility::kVisible;
};

struct LabResult {
  std::string lab{};
  std::string title{};
  std::string version{};  // of the grader
  std::string sandbox{};  // "namespaces (bubblewrap)"
  std::uint64_t seed = 0;
  std::string build_output{};  // what the compiler said; empty: nothing
  std::vector<TestResult> tests{};
  std::string fault{};    // of the platform as a whole; empty: none
  bool complete = false;  // false while tests are still to run

  [[nodiscard]] int points() const;
  [[nodiscard]] int maximum() const;
  /// A result that may be published: no test and nothing else was a fault of
  /// the platform.
  [[nodiscard]] bool is_sound() const;
};

}  // namespace grader

#endif

#include "labs/grader/grading.hh"

#include <algorithm>
#include <chrono>

#include "labs/grader/build.hh"
#include "labs/grader/submission.hh"
#include "labs/grader/usual_limits.hh"

#ifndef ECHOLAB_VERSION
#error "the build says which version this is"
#endif

namespace grader {
namespace {

using Clock = std::chrono::steady_clock;

TestResult not_run_yet(const RubricTest& test) {
  return {.id = test.id,
          .group = test.group,
          .title = test.title,
          .status = Status::kSkipped,
          .maximum = test.points,
          .observed = "not run",
          .visibility = test.visibility};
}

void conclude(TestResult& result, const RubricTest& test, Finding finding) {
  result.status = finding.status;
  result.points = finding.status == Status::kPassed ? test.points : 0;
  result.expected = std::move(finding.expected);
  result.observed = std::move(finding.observed);
  result.replay = std::move(finding.replay);
  result.output = std::move(finding.output);
  const bool lost =
      finding.status == Status::kFailed || finding.status == Status::kTimedOut;
  result.hint = lost ? test.hint : "";
}

Finding finding_of(const Return& back) {
  switch (back.ending) {
    case Ending::kReported:
      return parse_finding(back.report.text);
    case Ending::kTimedOut:
      return {.status = Status::kTimedOut,
              .expected = "an end of the test within its time limit",
              .observed = back.explanation};
    case Ending::kDied:
      return {.status = Status::kFailed,
              .expected = "a program that leaves other processes alone",
              .observed = back.explanation};
    case Ending::kFault:
      break;
  }
  return {.status = Status::kError, .observed = back.explanation};
}

/// The grading of one submission, test by test.
class Grading {
 public:
  Grading(const Lab& lab, const Rubric& rubric, const GradingOptions& options,
          Sandbox& sandbox)
      : lab_(lab), rubric_(rubric), options_(options), sandbox_(sandbox) {
    result_ = {.lab = rubric.lab,
               .title = rubric.title,
               .version = ECHOLAB_VERSION,
               .sandbox = sandbox.description(),
               .seed = options.seed};
    for (const RubricTest& test : rubric.tests) {
      if (!is_wanted(test.id)) continue;
      wanted_.push_back(&test);
      result_.tests.push_back(not_run_yet(test));
    }
  }

  void run(const std::string& path,
           const std::function<void(const LabResult&)>& progress) {
    if (!build_from(path)) return;
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      examine(*wanted_[i], result_.tests[i]);
      progress(result_);
    }
  }

  LabResult& result() { return result_; }

 private:
  // --only runs a test and those that it builds on.
  bool is_wanted(const std::string& id) const {
    if (options_.only.empty() || id == options_.only) return true;
    const auto builds_on = [&](const std::string& later) {
      const RubricTest* test = rubric_.find(later);
      return test != nullptr &&
             std::find(test->after.begin(), test->after.end(), id) !=
                 test->after.end();
    };
    return std::any_of(
        rubric_.tests.begin(), rubric_.tests.end(), [&](const auto& test) {
          return builds_on(test.id) && test.id != id && is_wanted(test.id);
        });
  }

  bool build_from(const std::string& path) {
    Built built;
    try {
      built = build(lab_, read_submission(path, rubric_, sandbox_), sandbox_);
    } catch (const BadSubmission& error) {
      fail_all("a submission that can be built", error.what());
      return false;
    }
    result_.build_output = built.output;
    program_ = std::move(built.files);
    if (built.status == Status::kPassed) return true;
    if (built.status == Status::kError) {
      result_.fault = "the lab's own files cannot be built: " + built.output;
    } else {
      fail_all("a program that compiles", built.status == Status::kTimedOut
                                              ? "compiling takes too long"
                                              : "it does not compile");
    }
    return false;
  }

  void fail_all(const char* expected, const std::string& observed) {
    for (TestResult& test : result_.tests) {
      test.status = Status::kFailed;
      test.verdict = kBuildVerdict;
      test.expected = expected;
      test.observed = observed;
    }
  }

  const TestResult* failed_parent(const RubricTest& test) const {
    for (const TestResult& earlier : result_.tests) {
      const bool is_parent = std::find(test.after.begin(), test.after.end(),
                                       earlier.id) != test.after.end();
      if (is_parent && earlier.status != Status::kPassed) return &earlier;
    }
    return nullptr;
  }

  void examine(const RubricTest& test, TestResult& result) {
    if (const TestResult* parent = failed_parent(test)) {
      result.observed = "not run, as it builds on: " + parent->title;
      // Nobody's mistake does not become one by building on it.
      if (parent->status == Status::kError) result.status = Status::kError;
      return;
    }
    for (const std::string& need : test.needs) {
      conclude(result, test, find(need));
      if (result.status == Status::kPassed) continue;
      result.verdict = need;
      return;
    }
  }

  Finding find(const std::string& need) {
    const auto left = std::chrono::duration_cast<std::chrono::seconds>(
        deadline_ - Clock::now());
    if (left.count() <= 0) {
      return {.status = Status::kTimedOut,
              .expected = "an end of all tests within their time limit",
              .observed = "not run: the tests before took too long"};
    }
    Limits limits = usual_limits().examining;
    limits.wall = std::min(limits.wall, left);
    try {
      return finding_of(
          sandbox_.run({.job = std::string(lab_.examine.name),
                        .details = to_text(Examination{need, options_.seed}),
                        .files = program_,
                        .limits = limits,
                        .tools = false}));
    } catch (const std::exception& error) {
      return {.status = Status::kError, .observed = error.what()};
    }
  }

  const Lab& lab_;
  const Rubric& rubric_;
  const GradingOptions& options_;
  Sandbox& sandbox_;
  // So that a platform that is impatient gets a result.
  const Clock::time_point deadline_ = Clock::now() + usual_limits().grading;
  std::vector<const RubricTest*> wanted_;
  Files program_;
  LabResult result_;  // its tests are those of wanted_
};

}  // namespace

LabResult grade(const Lab& lab, const Rubric& rubric, const std::string& path,
                const GradingOptions& options, Sandbox& sandbox,
                const std::function<void(const LabResult&)>& progress) {
  Grading grading(lab, rubric, options, sandbox);
  try {
    grading.run(path, progress);
    grading.result().complete = true;
  } catch (const std::invalid_argument&) {
    throw;  // of the call: there is nothing to grade
  } catch (const std::exception& error) {
    grading.result().fault = error.what();
  }
  return std::move(grading.result());
}

}  // namespace grader

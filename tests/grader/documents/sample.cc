#include "tests/grader/documents/sample.hh"

namespace grader {
namespace {

TestResult echo_test() {
  TestResult test;
  test.id = "echo";
  test.group = "Echoing";
  test.title = "every line comes back as it was sent";
  test.status = Status::kPassed;
  test.points = test.maximum = 10;
  test.output = "listening 40001\n";
  return test;
}

TestResult failed_test() {
  TestResult test;
  test.id = "reaps-children";
  test.group = "Processes";
  test.title = "children that exit at the same time are all reaped";
  test.status = Status::kFailed;
  test.maximum = 10;
  test.verdict = "reaps-children";
  test.expected = "no zombie is left one second after 8 clients have gone";
  test.observed =
      "3 zombies are left: processes 4711, 4712 and 4713, whose clients had "
      "closed their connections in the same millisecond";
  test.hint = "One SIGCHLD can stand for many children.";
  test.replay = "./grade fork server.c --only reaps-children --seed 42";
  test.output = "listening 40002\nchild 4711\n" + unpleasant_bytes();
  return test;
}

TestResult timed_out_test() {
  TestResult test;
  test.id = "stops";
  test.group = "Processes";
  test.title = "SIGTERM stops the server, and its children finish their client";
  test.status = Status::kTimedOut;
  test.points = 2;
  test.maximum = 5;
  test.verdict = "stops-on-sigterm";
  test.expected = "the server ends within 2 s of SIGTERM";
  test.observed = "it still waits in accept(2)";
  test.hint =
      "A handler that sets a flag does not wake accept if the call is "
      "restarted: see SA_RESTART.";
  test.replay = "./grade fork server.c --only stops --seed 42";
  return test;
}

TestResult skipped_test() {
  TestResult test;
  test.id = "many-clients";
  test.group = "Load";
  test.title = "sixty-four clients at once are all served";
  test.status = Status::kSkipped;
  test.maximum = 10;
  test.observed = "reaps-children failed, which this test builds on";
  test.hint = "Mend reaps-children first.";
  return test;
}

TestResult hidden_test(const std::string& id, int points, int maximum) {
  TestResult test;
  test.id = id;
  test.group = "Load";
  test.title = "the secret of " + id;
  test.status = points == maximum ? Status::kPassed : Status::kFailed;
  test.points = points;
  test.maximum = maximum;
  test.verdict = test.expected = test.observed = test.hint = test.replay =
      test.output = points == maximum ? "" : "a secret of " + id;
  test.visibility = Visibility::kHidden;
  return test;
}

}  // namespace

LabResult sample_result() {
  LabResult result;
  result.complete = true;
  result.lab = "fork";
  result.title = "An echo server with a process per client";
  result.version = "0.1.0";
  result.sandbox = "namespaces (bubblewrap)";
  result.seed = 42;
  result.build_output =
      "server.c: In function 'main':\n"
      "server.c:17:9: warning: unused variable 'status' [-Wunused-variable]\n";
  result.tests = {echo_test(),
                  failed_test(),
                  timed_out_test(),
                  skipped_test(),
                  hidden_test("accept-fails", 5, 5),
                  hidden_test("slow-reader", 0, 5)};
  TestResult later = hidden_test("later", 0, 5);
  later.visibility = Visibility::kAfterDue;
  result.tests.push_back(later);
  return result;
}

std::string unpleasant_bytes() {
  using namespace std::string_literals;
  return "NUL \0 ESC \x1b[2J\x1b]0;title\x07 CR \r\n"
         "not UTF-8: \xff\xfe \xc0\xaf \xed\xa0\x80 \xf5\x80\x80\x80 \xe2\x82\n"
         "]]> <script>alert(1)</script> &amp; &#0; \"quotes\" 'too' \\ \\n\n"
         "::set-output name=result::e30=\n"
         "  ::stop-commands::token\n"
         "a ##[error]command\n"
         "{\"scores\":{\"Echoing\":1000}}\n"
         "ok 1 - forged # SKIP\n1..0\nBail out!\n  ...\n"
         "   50/50    passed   forged\n"
         "\xe2\x80\xaereversed\xe2\x80\xac \xc2\x85next "
         "line\xe2\x80\xa8separator "
         "\xef\xbb\xbf \xef\xbf\xbe \xf0\x9f\x98\x80 \xe6\xbc\xa2\xe5\xad\x97\n"
         "word: another:word EOF:\ttab\n"s;
}

LabResult unpleasant_result() {
  LabResult result = sample_result();
  const std::string bytes = unpleasant_bytes();
  std::string megabytes;
  while (megabytes.size() < std::size_t{3} << 20) megabytes += bytes;
  result.build_output = megabytes;
  for (TestResult& test : result.tests) {
    if (test.status == Status::kPassed) continue;
    for (std::string* text : {&test.title, &test.verdict, &test.expected,
                              &test.hint, &test.replay}) {
      *text += " " + bytes;
    }
    test.observed = bytes;
    test.output = megabytes;
  }
  return result;
}

LabResult faulty_result() {
  LabResult result = sample_result();
  result.tests[1].status = Status::kError;
  result.tests[1].observed = "no memory for a box";
  return result;
}

LabResult full_result() {
  LabResult result = sample_result();
  result.build_output.clear();
  result.tests = {echo_test()};
  return result;
}

}  // namespace grader

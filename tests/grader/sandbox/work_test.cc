// What goes into a box, what is done there, and what comes out.
#include <cstdlib>
#include <thread>

#include "tests/grader/sandbox/boxes.hh"

namespace {

using grader::Confinement;
using grader::Ending;
using grader::Return;
using namespace std::chrono_literals;

TEST_F(Boxes, TakeFilesInAndHandThemOut) {
  std::string bytes(5 << 20, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<char>(i * 2654435761U >> 13);
  }
  const grader::Files files{{"empty", ""}, {"sub/folder/binary", bytes}};
  const Return result = run("list", "", files);
  ASSERT_EQ(result.ending, Ending::kReported) << result.explanation;
  EXPECT_TRUE(result.report.files == files);
}

TEST_F(Boxes, RefusePathsThatClimb) {
  for (const char* path : {"../outside", "/tmp/outside", "a/../../outside"}) {
    const Return result = run("list", "", {{path, "x"}});
    EXPECT_EQ(result.ending, Ending::kFault);
    EXPECT_TRUE(contains(result.explanation, path)) << result.explanation;
  }
}

TEST_F(Boxes, ReportAFaultOfTheJobAsAFault) {
  const Return result = run("fail", "no such compiler");
  EXPECT_EQ(result.ending, Ending::kFault);
  EXPECT_EQ(result.explanation, "no such compiler");
}

TEST_F(Boxes, RunProgramsWithInputOutputAndStatus) {
  EXPECT_EQ(shell("read line; echo got $line; echo bad >&2; exit 3"),
            "status 768\nout got from the examiner\n\nerr bad\n");
}

TEST_F(Boxes, HandDescriptorsOver) {
  const Return result = run("hand over", "echo through three >&3");
  EXPECT_EQ(result.report.text, "through three\n") << result.explanation;
}

TEST_F(Boxes, LetTheExaminerWatchAProcess) {
  const Return result = run("watch", "exec 5</dev/null; exec sleep 1000");
  ASSERT_EQ(result.ending, Ending::kReported) << result.explanation;
  EXPECT_TRUE(contains(result.report.text, "call 230 ")) << result.report.text;
  EXPECT_TRUE(contains(result.report.text, "fd 5 /dev/null"))
      << result.report.text;
}

TEST_F(Boxes, LetTwoOfThemBindOnePort) {
  if (!is(Confinement::kNamespaces)) GTEST_SKIP() << "one network for all";
  limits_.wall = 3s;
  Return first;
  std::jthread other([&] { first = run("bind", "7777"); });
  const Return second = run("bind", "7777");
  other.join();
  // Both kept the port until the wall limit, at the same time.
  EXPECT_EQ(first.ending, Ending::kTimedOut) << first.explanation;
  EXPECT_EQ(second.ending, Ending::kTimedOut) << second.explanation;
}

TEST_F(Boxes, LetConnectWhereTheyMay) {
  const Return result =
      run("connect", "exec 9<>/dev/tcp/127.0.0.1/$1 && echo CONNECTED");
  EXPECT_EQ(result.report.text, "CONNECTED\n") << result.explanation;
}

TEST_F(Boxes, LetTheLeakCheckerWork) {
  const std::string text = [&] {
    const Return result =
        run("shell", "gcc -fsanitize=address -g leak.c -o leak && ./leak",
            {{"leak.c",
              "#include <stdlib.h>\n"
              "int main(void) { volatile char* p = malloc(77); p = 0; "
              "return p != 0; }\n"}});
    return result.report.text + result.explanation;
  }();
  EXPECT_TRUE(contains(text, "77 byte(s) leaked")) << text;
}

TEST_F(Boxes, KeepHeadAndTailOfEndlessOutput) {
  limits_.output_bytes = 1000;
  const std::string text =
      shell("echo first; head -c 20000000 /dev/zero | tr '\\0' x; echo last");
  EXPECT_LT(text.size(), 1200U);
  EXPECT_TRUE(contains(text, "status 0\nout first\n")) << text;
  EXPECT_TRUE(contains(text, "bytes left out")) << text;
  EXPECT_TRUE(contains(text, "xlast\n")) << text;
}

}  // namespace

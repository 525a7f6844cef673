// What runs over a limit ends.
#include <cstdlib>

#include "tests/grader/sandbox/boxes.hh"

namespace {

using grader::Confinement;
using grader::Ending;
using grader::Return;

// A program that makes as many processes as it can.
constexpr char kManyProcesses[] = R"(
#include <stdio.h>
#include <unistd.h>
int main(void) {
  int made = 0;
  for (pid_t pid = 1; made < 500 && (pid = fork()) >= 0; ++made) {
    if (pid == 0) pause();
  }
  printf("made %d\n", made);
})";

TEST_F(Boxes, LimitTheNumberOfProcesses) {
  limits_.processes = 60;
  const Return result = run("shell", "gcc many.c -o many && ./many",
                            {{"many.c", kManyProcesses}});
  const std::string& text = result.report.text;
  ASSERT_TRUE(contains(text, "out made ")) << text << result.explanation;
  const long made =
      std::strtol(text.c_str() + text.find("made ") + 5, nullptr, 10);
  EXPECT_LE(made, 60);
  EXPECT_GE(made, 20);
}

TEST_F(Boxes, BoundTheMemoryOfACompiler) {
  if (std::string_view(SANITIZED_BY) == "thread") {
    GTEST_SKIP() << "under it not even exec fits into a limited address space";
  }
  const Return result = run("compile", "tail /dev/zero; true");
  EXPECT_TRUE(contains(result.report.text, "memory exhausted"))
      << result.report.text << result.explanation;
}

TEST_F(Boxes, BoundTheMemoryOfAllWhereTheySaySo) {
  if (contains(sandbox_->description(), "memory not limited")) {
    GTEST_SKIP() << sandbox_->description();
  }
  limits_.memory_bytes = 64 << 20;
  const Return result = run("shell", "tail /dev/zero");
  // Whom of the box the kernel kills is its choice.
  EXPECT_TRUE(result.ending == Ending::kDied ||
              contains(result.report.text, "status 9\n"))
      << result.report.text;
}

TEST_F(Boxes, LimitTheScratchFolder) {
  limits_.scratch_bytes = 8 << 20;
  const Return result =
      run("shell",
          "for i in 1 2 3 4 5 6; do head -c 3000000 /dev/zero >f$i || exit 9; "
          "done; sleep 5");
  if (is(Confinement::kNamespaces)) {
    EXPECT_TRUE(contains(result.report.text, "No space left"))
        << result.report.text << result.explanation;
  } else {
    EXPECT_EQ(result.ending, Ending::kDied) << result.explanation;
    EXPECT_TRUE(contains(result.explanation, "bytes of files"));
  }
}

TEST_F(Boxes, LimitOneFile) {
  limits_.file_bytes = 1 << 20;
  EXPECT_TRUE(contains(shell("head -c 2000000 /dev/zero >f; echo $?"), "153"));
}

}  // namespace

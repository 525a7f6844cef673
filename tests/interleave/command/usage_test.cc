// Wrong usage of `interleave`: one line, status 2; and what --help says.
#include "tests/interleave/command/shell.hh"

namespace interleave {
namespace {

class Usage : public InFolder {
 protected:
  void expect_error(const std::string& arguments, const std::string& text) {
    const Ran ran = shell("interleave " + arguments);
    EXPECT_EQ(ran.status, 2) << arguments << ": " << ran.text;
    EXPECT_NE(ran.text.find(text), std::string::npos)
        << arguments << "\nexpected: " << text << "\nobserved: " << ran.text;
    EXPECT_EQ(std::count(ran.text.begin(), ran.text.end(), '\n'), 1)
        << ran.text;
  }
};

TEST_F(Usage, IsWrongWithoutACommand) {
  expect_error("", "A subcommand is required");
  expect_error("explore ./p", "A subcommand is required");
}

TEST_F(Usage, NeedsAProgram) {
  expect_error("run", "PROGRAM is required");
  expect_error("run --schedules 3", "PROGRAM is required");
  expect_error("replay", "TOKEN is required");
  expect_error("replay i1-n0-h00000000", "PROGRAM is required");
}

TEST_F(Usage, ChecksNumbers) {
  expect_error("run --schedules 0 ./p", "--schedules: Value 0 not in range");
  expect_error("run --schedules many ./p", "--schedules");
  expect_error("run --seed -1 ./p", "--seed: Value -1 not in range");
  expect_error("run --steps 100000000 ./p", "--steps");
  expect_error("run --jobs 1000 ./p", "--jobs");
}

TEST_F(Usage, ChecksNames) {
  expect_error("run --strategy luck ./p", "--strategy: luck not in {portfolio");
  expect_error("run --detector luck ./p", "--detector: luck not in {");
  expect_error("run --luck ./p", "not expected: --luck");
}

TEST_F(Usage, MemoizesOrUsesWhatIsMemoized) {
  expect_error("run --memoize . --only-memoized . ./p", "one of them only");
  expect_error("run --only-memoized nowhere ./p", "Directory does not exist");
}

TEST_F(Usage, TellsOfFilesThatAreMissingOrWrong) {
  expect_error("run ./nothing", "./nothing");
  expect_error("show nothing", "nothing: No such file");
  expect_error("html nothing -o page", "nothing: No such file");
  write("not-a-trace", "hello");
  expect_error("show not-a-trace", "not-a-trace: ");
  expect_error("replay not-a-trace ./p", "not-a-trace: ");
  expect_error("replay no-token ./p", "no-token");
  write("client.txt", "connect\nsned \"a\"\n");
  expect_error("run --client client.txt ./p", "client.txt:2: 'sned'");
  expect_error("run --client nowhere.txt ./p", "nowhere.txt: No such file");
}

TEST_F(Usage, RefusesProgramsThatItDidNotBuild) {
  expect_error("run /bin/true", "/bin/true");
}

TEST_F(Usage, HelpsOnStandardOutput) {
  for (const char* command : {"", "run", "replay", "show", "html"}) {
    const Ran ran =
        shell("interleave " + std::string(command) + " --help 2>&-");
    EXPECT_EQ(ran.status, 0);
    EXPECT_NE(ran.text.find("Usage: interleave " + std::string(command)),
              std::string::npos);
    std::istringstream lines(ran.text);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(line.size(), 80U) << line;
    }
  }
}

TEST_F(Usage, TellsItsVersion) {
  const Ran ran = shell("interleave --version");
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.text.find("interleave (echolab) "), 0U);
}

}  // namespace
}  // namespace interleave

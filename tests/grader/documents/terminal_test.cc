// The terminal's document: what a student needs is there, and fits.
#include "labs/grader/emitters/terminal.hh"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>

#include <cstdlib>
#include <string>

#include "csapp/descriptor.hh"
#include "labs/grader/emitters/columns.hh"
#include "tests/grader/documents/sample.hh"

namespace grader {
namespace {

TEST(Terminal, SaysWhyPointsWereLostAndWhatToDo) {
  const std::string text = terminal_text(sample_result(), Colour::kNone);
  for (const char* line :
       {"   17/50    total\n", "reaps-children, 10 points lost\n",
        "  expected  no zombie is left one second after 8 clients have gone\n",
        "  observed  3 zombies are left",
        "  hint      One SIGCHLD can stand for many children.\n",
        "    $ ./grade fork server.c --only reaps-children --seed 42\n",
        "  not run   many-clients: they build on tests that failed",
        "  next      begin with reaps-children"}) {
    EXPECT_NE(text.find(line), text.npos) << line << "is not in\n" << text;
  }
}

TEST(Terminal, SaysWhatAReplayShowsBelowTheCommand) {
  LabResult result = sample_result();
  for (TestResult& test : result.tests) {
    test.replay = "./probe readn 5  # shows, if right: hello";
  }
  const std::string text = terminal_text(result, Colour::kNone);
  EXPECT_NE(text.find("    $ ./probe readn 5\n"
                      "  shows     if right: hello\n"),
            text.npos)
      << text;
}

TEST(Terminal, SaysOnceThatASubmissionDoesNotCompile) {
  LabResult result = sample_result();
  for (TestResult& test : result.tests) {
    test.status = Status::kFailed;
    test.verdict = kBuildVerdict;
    test.observed = "it does not compile";
  }
  const std::string text = terminal_text(result, Colour::kNone);
  const auto at = text.find("it does not compile");
  ASSERT_NE(at, text.npos) << text;
  EXPECT_EQ(text.find("it does not compile", at + 1), text.npos) << text;
  EXPECT_NE(text.find("every test needs it"), text.npos) << text;
}

TEST(Terminal, ShowsCommandsWhole) {
  LabResult result = sample_result();
  for (TestResult& test : result.tests) {
    test.status = Status::kFailed;
    test.replay = "printf " + std::string(1'000, 'x') + " | ./server";
  }
  EXPECT_NE(terminal_text(result, Colour::kNone).find(result.tests[0].replay),
            std::string::npos);
}

TEST(Terminal, SaysInItsFirstLineThatNothingWasConfined) {
  LabResult result = sample_result();
  result.sandbox = "unconfined";
  EXPECT_TRUE(terminal_text(result, Colour::kNone).starts_with("Not confined"));
  EXPECT_EQ(terminal_text(sample_result(), Colour::kNone).find("Not confined"),
            std::string::npos);
}

TEST(Terminal, DiffersInColoursOnly) {
  for (const LabResult& result :
       {sample_result(), unpleasant_result(), full_result()}) {
    std::string coloured = terminal_text(result, Colour::kAnsi);
    EXPECT_NE(coloured.find("\x1b[32mpassed"), coloured.npos);
    std::size_t at = 0;
    while ((at = coloured.find('\x1b')) != coloured.npos) {
      coloured.erase(at, coloured.find('m', at) - at + 1);
    }
    EXPECT_EQ(coloured, terminal_text(result, Colour::kNone));
  }
}

class Colours : public testing::Test {
 protected:
  void SetUp() override {
    int master = -1;
    int slave = -1;
    ASSERT_EQ(::openpty(&master, &slave, nullptr, nullptr, nullptr), 0);
    master_.reset(master);
    slave_.reset(slave);
    ::unsetenv("NO_COLOR");
    ::setenv("TERM", "xterm", 1);
  }

  [[nodiscard]] int terminal() const { return slave_.get(); }

 private:
  csapp::Descriptor master_;
  csapp::Descriptor slave_;
};

TEST_F(Colours, AreForTerminals) {
  EXPECT_EQ(colour_for(terminal()), Colour::kAnsi);
  const csapp::Descriptor file(::open("/dev/null", O_WRONLY | O_CLOEXEC));
  EXPECT_EQ(colour_for(file.get()), Colour::kNone);
}

TEST_F(Colours, AreNotForThoseWhoRefuseThem) {
  ::setenv("NO_COLOR", "1", 1);
  EXPECT_EQ(colour_for(terminal()), Colour::kNone);
  ::setenv("NO_COLOR", "", 1);
  EXPECT_EQ(colour_for(terminal()), Colour::kAnsi);
}

TEST_F(Colours, AreNotForDumbTerminals) {
  ::setenv("TERM", "dumb", 1);
  EXPECT_EQ(colour_for(terminal()), Colour::kNone);
  ::unsetenv("TERM");
  EXPECT_EQ(colour_for(terminal()), Colour::kNone);
}

TEST(Columns, AreTwoForWideCharacters) {
  EXPECT_EQ(columns_of("abc"), 3U);
  EXPECT_EQ(columns_of("\xc3\xa9"), 1U);
  EXPECT_EQ(columns_of("\xe6\xbc\xa2\xf0\x9f\x98\x80"), 4U);
}

TEST(Columns, WrapAtBlanksElseAnywhere) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(wrapped("one two three", 7), (Lines{"one two", "three"}));
  EXPECT_EQ(wrapped("one two three", 8), (Lines{"one two", "three"}));
  EXPECT_EQ(wrapped("abcdefgh", 3), (Lines{"abc", "def", "gh"}));
  EXPECT_EQ(wrapped("a\n\nb\n", 5), (Lines{"a", "", "b"}));
  EXPECT_EQ(wrapped("", 5), Lines{""});
  EXPECT_EQ(wrapped("\xe6\xbc\xa2\xe6\xbc\xa2", 3),
            (Lines{"\xe6\xbc\xa2", "\xe6\xbc\xa2"}));
}

}  // namespace
}  // namespace grader

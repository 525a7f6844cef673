// How `interleave cc` takes a compiler's command line apart.
#include "labs/interleave/compiler_arguments.hh"

#include <gtest/gtest.h>

#include <fstream>

namespace interleave {
namespace {

using Words = std::vector<std::string>;

CompilerArguments parse(const Words& words, bool cplusplus = true) {
  return parse_compiler_arguments(words, cplusplus);
}

TEST(CompilerArguments, LinksUnlessToldOtherwise) {
  EXPECT_EQ(parse({"a.cc"}).stage, Stage::kLink);
  EXPECT_EQ(parse({"-c", "a.cc"}).stage, Stage::kObject);
  EXPECT_EQ(parse({"-S", "a.cc"}).stage, Stage::kAssembly);
  EXPECT_EQ(parse({"-E", "a.cc"}).stage, Stage::kPreprocess);
  EXPECT_EQ(parse({"-c", "-E", "a.cc"}).stage, Stage::kPreprocess);
}

TEST(CompilerArguments, TakesTheOutputInBothForms) {
  EXPECT_EQ(parse({"-o", "x", "a.cc"}).output, "x");
  EXPECT_EQ(parse({"-ox", "a.cc"}).output, "x");
  EXPECT_NE(parse({"a.cc", "-o"}).refusal, "");
}

TEST(CompilerArguments, OverridesOptimisationAndSaysSo) {
  for (const char* level : {"-O", "-O1", "-O2", "-O3", "-Os", "-Ofast"}) {
    const auto parsed = parse({level, "a.cc"});
    EXPECT_EQ(parsed.level, "-O0") << level;
    ASSERT_EQ(parsed.notes.size(), 1U) << level;
    EXPECT_EQ(parsed.notes[0].find(std::string(level) + " becomes -O0"), 0U);
    EXPECT_TRUE(parsed.flags.empty());
  }
}

TEST(CompilerArguments, KeepsTheLevelsThatHideNothing) {
  EXPECT_EQ(parse({"-Og", "a.cc"}).level, "-Og");
  EXPECT_TRUE(parse({"-Og", "a.cc"}).notes.empty());
  EXPECT_TRUE(parse({"-O0", "a.cc"}).notes.empty());
}

TEST(CompilerArguments, TheLastLevelCounts) {
  const auto parsed = parse({"-O2", "-Og", "a.cc"});
  EXPECT_EQ(parsed.level, "-Og");
  EXPECT_TRUE(parsed.notes.empty());
}

TEST(CompilerArguments, TellsSourcesFromWhatIsLinked) {
  const auto parsed = parse({"a.cc", "b.o", "-L.", "-lm", "c.c", "-l", "z",
                             "lib.a", "-Wl,-O1", "-Xlinker", "-t"});
  std::string kinds;
  std::string texts;
  for (const Input& input : parsed.inputs) {
    kinds += input.kind == Input::Kind::kSource ? 's' : 'l';
    texts += input.text + " ";
  }
  EXPECT_EQ(kinds, "slllslllll");
  EXPECT_EQ(texts, "a.cc b.o -L. -lm c.c -lz lib.a -Wl,-O1 -Xlinker -t ");
  EXPECT_TRUE(parsed.flags.empty());
}

TEST(CompilerArguments, FollowsTheLanguageOption) {
  const auto parsed =
      parse({"-x", "c", "a.txt", "-xc++", "b.c", "-x", "none", "c.o"}, false);
  ASSERT_EQ(parsed.inputs.size(), 3U);
  EXPECT_EQ(parsed.inputs[0].language, "c");
  EXPECT_FALSE(parsed.inputs[0].cplusplus);
  EXPECT_EQ(parsed.inputs[1].language, "c++");
  EXPECT_TRUE(parsed.inputs[1].cplusplus);
  EXPECT_EQ(parsed.inputs[2].kind, Input::Kind::kLink);
}

TEST(CompilerArguments, TheCplusplusCompilerTakesCForCplusplus) {
  EXPECT_TRUE(parse({"a.c"}, true).inputs[0].cplusplus);
  EXPECT_FALSE(parse({"a.c"}, false).inputs[0].cplusplus);
  EXPECT_TRUE(parse({"a.cpp"}, false).inputs[0].cplusplus);
}

TEST(CompilerArguments, KeepsValuesWithTheirOptions) {
  const auto parsed = parse({"-I", "a.c", "-D", "X=1", "-include", "b.h"});
  EXPECT_EQ(parsed.flags, (Words{"-I", "a.c", "-D", "X=1", "-include", "b.h"}));
  EXPECT_TRUE(parsed.inputs.empty());
}

TEST(CompilerArguments, StripsTheSanitizerThatIsOurs) {
  EXPECT_TRUE(parse({"-fsanitize=thread", "a.cc"}).flags.empty());
  EXPECT_EQ(parse({"-fsanitize=thread,undefined", "a.cc"}).flags,
            Words{"-fsanitize=undefined"});
}

TEST(CompilerArguments, RefusesWhatCannotBeExplored) {
  for (const Words& words :
       {Words{"-shared", "a.o"}, Words{"-static", "a.o"}, Words{"-r", "a.o"},
        Words{"-fsanitize=address", "a.cc"}}) {
    const std::string refusal = parse(words).refusal;
    EXPECT_EQ(refusal.find(words[0]), 0U) << refusal;
  }
  EXPECT_EQ(parse({"-c", "-static", "a.cc"}).refusal, "");
}

TEST(CompilerArguments, DropsWhatWouldHideTheProgram) {
  const auto parsed =
      parse({"-flto", "-D_FORTIFY_SOURCE=2", "-D", "_FORTIFY_SOURCE=3",
             "-fomit-frame-pointer", "-g0", "-s", "-Wall", "a.cc"});
  EXPECT_EQ(parsed.flags, Words{"-Wall"});
  EXPECT_EQ(parsed.notes.size(), 2U);  // of -g0 and -s
}

TEST(CompilerArguments, KnowsWhetherThereIsAStandard) {
  EXPECT_TRUE(parse({"-std=c++17", "a.cc"}).has_standard);
  EXPECT_FALSE(parse({"a.cc"}).has_standard);
}

class ResponseFile : public testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    const std::string path = testing::TempDir() + "response-" + name;
    std::ofstream(path) << text;
    return path;
  }
};

TEST_F(ResponseFile, SplitsAsAShell) {
  const std::string path =
      write("quotes", "-DA='x y' \"b c.cc\"\n\t-o\\ p  'it''s' \"\"\n");
  EXPECT_EQ(expand_response_files({"-c", "@" + path, "d.cc"}),
            (Words{"-c", "-DA=x y", "b c.cc", "-o p", "its", "", "d.cc"}));
}

TEST_F(ResponseFile, MayNameOthers) {
  const std::string inner = write("inner", "two three");
  const std::string outer = write("outer", "one @" + inner + " four");
  EXPECT_EQ(expand_response_files({"@" + outer}),
            (Words{"one", "two", "three", "four"}));
}

TEST_F(ResponseFile, EndsThatNamesItself) {
  const std::string path = testing::TempDir() + "response-self";
  write("self", "a @" + path);
  EXPECT_EQ(expand_response_files({"@" + path}).back(), "@" + path);
}

TEST_F(ResponseFile, StaysAWordIfItCannotBeRead) {
  EXPECT_EQ(expand_response_files({"@/nowhere/at/all"}),
            Words{"@/nowhere/at/all"});
}

}  // namespace
}  // namespace interleave

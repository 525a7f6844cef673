// `interleave cc` and `interleave c++` with real compilers.
#include "tests/interleave/command/shell.hh"

namespace interleave {
namespace {

constexpr char kCounter[] = R"(
#include <pthread.h>
int counter;
static void *add(void *unused) { counter++; return unused; }
int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, add, 0);
  counter++;
  pthread_join(thread, 0);
  return 0;
}
)";

class Compile : public InFolder {
 protected:
  void expect_text(const Ran& ran, const std::string& text) const {
    EXPECT_NE(ran.text.find(text), std::string::npos)
        << "expected: " << text << "\nobserved: " << ran.text;
  }
};

TEST_F(Compile, MakesObjectsThatCallOutBeforeAccesses) {
  write("a.c", kCounter);
  for (const char* compiler : {"gcc", "clang-14"}) {
    if (shell(std::string("command -v ") + compiler).status != 0) continue;
    const Ran ran =
        shell(std::string("CC=") + compiler + " interleave cc -c a.c");
    ASSERT_EQ(ran.status, 0) << ran.text;
    EXPECT_EQ(ran.text, "");
    const Ran names = shell("nm a.o");
    expect_text(names, "__tsan_read4");
    expect_text(names, "__tsan_write4");
  }
}

TEST_F(Compile, SaysThatItOverridesOptimisation) {
  write("a.c", kCounter);
  const Ran ran = shell("interleave cc -O2 -c a.c && objdump -d a.o");
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.text.find("interleave cc: -O2 becomes -O0"), 0U) << ran.text;
}

TEST_F(Compile, LinksWithoutThreadSanitizer) {
  write("a.c", kCounter);
  const Ran ran =
      shell("interleave cc -fsanitize=thread a.c -o a && ldd a && nm a");
  ASSERT_EQ(ran.status, 0) << ran.text;
  expect_text(ran, "__wrap_main");
  expect_text(ran, "__tsan_read4");
  EXPECT_EQ(ran.text.find("libtsan"), std::string::npos) << ran.text;
  EXPECT_EQ(ran.text.find("libstdc++"), std::string::npos) << ran.text;
}

TEST_F(Compile, CompilesEachSourceInItsLanguage) {
  write("one.c", "int new = 3; int class(void) { return new; }\n");
  write("two.cc",
        "extern \"C\" int three();\n"
        "#include <string>\n"
        "int main() { constexpr auto f = []<typename T>(T x) { return x; };\n"
        "  return f(three() - 3) + static_cast<int>(std::string().size()); }");
  write("three.txt", "int class(void); int three(void){return class();}\n");
  const Ran ran =
      shell("interleave c++ two.cc -x c one.c three.txt -o a && nm -C a");
  ASSERT_EQ(ran.status, 0) << ran.text;
}

TEST_F(Compile, LetsTheStringsCodeBeSeen) {
  write("a.cc",
        "#include <string>\nvoid f(std::string& s) { s.append(\"x\"); }\n");
  const Ran ran = shell("interleave c++ -std=c++17 -c a.cc && nm -C a.o");
  expect_text(ran, "W std::__cxx11::basic_string<char");
}

TEST_F(Compile, FindsCsappWithItsAccessesVisible) {
  write("a.c",
        "#include \"csapp.h\"\nint main(void) { Sio_puts(\"hello\\n\");\n"
        "return 0; }\n");
  write("only.c", "#include <csapp.h>\n");
  ASSERT_EQ(shell("interleave cc -c only.c").status, 0);
  const Ran ran = shell("interleave cc a.c -lcsapp -o a -v");
  ASSERT_EQ(ran.status, 0) << ran.text;
  expect_text(ran, "libcsapp_interleave.a");
}

TEST_F(Compile, PrefersTheUsersHeaders) {
  write("csapp.h", "#define MINE 1\n");
  write("a.c", "#include <csapp.h>\nint mine = MINE;\n");
  const Ran ran = shell("interleave cc -I. -c a.c");
  EXPECT_EQ(ran.status, 0) << ran.text;
}

TEST_F(Compile, PassesTheCompilersStatusOn) {
  write("bad.c", "int main(void) { return }\n");
  write("good.c", "int x;\n");
  const Ran ran = shell("interleave cc -c bad.c good.c");
  EXPECT_EQ(ran.status, 1);
  EXPECT_TRUE(exists("good.o"));
  EXPECT_EQ(shell("interleave cc bad.c").status, 1);
  EXPECT_FALSE(exists("a.out"));
  EXPECT_EQ(shell("CC=/no/such interleave cc -c good.c").status, 127);
}

TEST_F(Compile, RefusesWhatCannotBeExplored) {
  write("a.c", kCounter);
  for (const char* word : {"-shared", "-static", "-fsanitize=address"}) {
    const Ran ran = shell(std::string("interleave cc a.c ") + word);
    EXPECT_EQ(ran.status, 2) << word;
    EXPECT_EQ(ran.text.find(std::string("interleave cc: ") + word), 0U)
        << ran.text;
  }
  const Ran ran = shell("interleave cc -c a.c a.c -o b.o");
  EXPECT_EQ(ran.status, 2);
}

TEST_F(Compile, PreprocessesAndAssembles) {
  write("a.c", "#define NAME found\nint NAME;\n");
  expect_text(shell("interleave cc -E a.c"), "int found;");
  ASSERT_EQ(shell("interleave cc -S a.c -o there.s").status, 0);
  EXPECT_NE(read("there.s").find("found"), std::string::npos);
  EXPECT_EQ(shell("interleave cc -c there.s").status, 0);
}

TEST_F(Compile, TakesResponseFilesAndStandardInput) {
  write("words", "-c 'a b.c' -o x.o");
  write("a b.c", "int x;\n");
  EXPECT_EQ(shell("interleave cc @words").status, 0);
  EXPECT_TRUE(exists("x.o"));
  const Ran ran = shell("echo 'int y;' | interleave cc -x c -c - -o y.o");
  EXPECT_EQ(ran.status, 0) << ran.text;
  EXPECT_TRUE(exists("y.o"));
}

TEST_F(Compile, DoesNotCallItselfWhenMakeHandsItOnAsTheCompiler) {
  write("good.c", "int main(void) { return 0; }\n");
  EXPECT_EQ(
      shell("CC='interleave cc' timeout 20 interleave cc -c good.c").status, 0);
}

TEST_F(Compile, AnswersQuestions) {
  expect_text(shell("interleave cc --help"), "Usage: interleave cc");
  expect_text(shell("CC=gcc interleave cc --version"), "gcc");
  EXPECT_EQ(shell("interleave c++ -dumpversion").status, 0);
}

TEST_F(Compile, LeavesNothingBehind) {
  write("a.c", kCounter);
  const Ran ran = shell(
      "mkdir tmp && TMPDIR=$PWD/tmp interleave cc a.c; "
      "TMPDIR=$PWD/tmp interleave cc nothing.c; ls tmp");
  EXPECT_EQ(ran.text.find("interleave-"), std::string::npos) << ran.text;
}

}  // namespace
}  // namespace interleave

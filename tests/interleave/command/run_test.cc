// `interleave run`, replay and show from end to end, with small programs.
#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/interleave/command/shell.hh"

namespace interleave {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// `body`: what a thread does; `check`: main's last statement.
std::string two_threads(const std::string& globals, const std::string& body,
                        const std::string& check) {
  return "#include <assert.h>\n#include <pthread.h>\n#include <stdio.h>\n"
         "#include <sched.h>\n#include <unistd.h>\n" +
         globals + "\nstatic void *work(void *arg) {\n  " + body +
         "\n  return arg;\n}\n"
         "int main(void) {\n  pthread_t other;\n"
         "  pthread_create(&other, NULL, work, NULL);\n  work(NULL);\n"
         "  pthread_join(other, NULL);\n  " +
         check + "\n  return 0;\n}\n";
}

const std::string kLostUpdate =
    two_threads("static int n;", "n++;", "printf(\"%d\\n\", n); assert(n==2);");
const std::string kLocked = two_threads(
    "static int n; static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;",
    "pthread_mutex_lock(&m); n++; pthread_mutex_unlock(&m);", "assert(n==2);");

class RunCommand : public InFolder {
 protected:
  void build(const std::string& source, const std::string& name = "p") {
    write(name + ".c", source);
    const Ran ran = shell("interleave cc " + name + ".c -o " + name);
    ASSERT_EQ(ran.status, 0) << ran.text;
  }
  nlohmann::json json(const std::string& command) {
    const Ran ran = shell(command + " 2>/dev/null");
    return nlohmann::json::parse(ran.text, nullptr, false);
  }
};

TEST_F(RunCommand, ShowsAFailureAndHowToSeeItAgain) {
  build(kLostUpdate);
  const Ran ran = shell("interleave run ./p");
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.text, HasSubstr("ASSERTION"));
  EXPECT_THAT(ran.text, HasSubstr("data race on n"));
  EXPECT_THAT(ran.text, HasSubstr("interleave replay i1-"));
  EXPECT_THAT(ran.text, HasSubstr("p.c:8"));
  EXPECT_THAT(ran.text, Not(HasSubstr("\033")));
}

TEST_F(RunCommand, ShowsTheStatusOfAHastyExit) {
  build(two_threads("", "", "_exit(3);"));
  const Ran ran = shell("interleave run ./p");
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.text, HasSubstr("ends the program, exit status 3"));
}

TEST_F(RunCommand, IsHonestAboutWhatItCovered) {
  build(kLocked);
  Ran ran = shell("interleave run --schedules 300 ./p");
  EXPECT_EQ(ran.status, 0) << ran.text;
  EXPECT_THAT(ran.text, HasSubstr("with at most 2 delays"));
  EXPECT_THAT(ran.text, HasSubstr("of 300 schedules"));
  EXPECT_THAT(ran.text, StartsWith("no failure: all "));
  EXPECT_THAT(ran.text, Not(ContainsRegex("[^\n]{81}")));
  ran = shell("interleave run --strategy delay-bounding --bound 1 ./p");
  EXPECT_EQ(ran.status, 0) << ran.text;
  EXPECT_THAT(ran.text, HasSubstr("with at most 1 delay"));
  EXPECT_THAT(ran.text, Not(HasSubstr("budget")));
}

TEST_F(RunCommand, CountsWhatWasCutShort) {
  // Long if main comes last.
  build(two_threads(
      "static int n; static pthread_t last;"
      "static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;",
      "pthread_mutex_lock(&m); last = pthread_self();"
      "pthread_mutex_unlock(&m);",
      "if (pthread_equal(last, pthread_self())) while (n < 99) n++;"));
  const Ran ran = shell("interleave run --steps 60 --schedules 50 ./p");
  EXPECT_EQ(ran.status, 0) << ran.text;
  EXPECT_THAT(ran.text, HasSubstr(" of them cut short at 60 steps"));
}

TEST_F(RunCommand, GivesUpAProgramThatDoesNotEnd) {
  build(two_threads(
      "static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;",
      "for (;;) { pthread_mutex_lock(&m); pthread_mutex_unlock(&m); }", ""));
  Ran ran = shell("interleave run --steps 2000 ./p");
  EXPECT_EQ(ran.status, 2) << ran.text;
  EXPECT_THAT(ran.text, HasSubstr("none of 10 schedules came to its end"));
  EXPECT_THAT(ran.text, Not(HasSubstr("no failure")));
  ran = shell("interleave run --steps 2000 --schedules 3 ./p");
  EXPECT_EQ(ran.status, 2) << ran.text;
}

TEST_F(RunCommand, RunsAProgramWithoutThreadsOnce) {
  build("int main(void) { return 0; }\n");
  const auto result = json("interleave run --json - ./p");
  EXPECT_EQ(result["schedules"], 1);
  EXPECT_EQ(result["exhausted"], true);
  EXPECT_THAT(shell("interleave run ./p").text,
              StartsWith("no failure: the only schedule, since the program "
                         "starts no thread\n"));
}

TEST_F(RunCommand, EndsWhenTimeIsOver) {
  build(kLocked);
  const std::string endless =
      "interleave run --strategy random --schedules 1000000000 ";
  const Ran ran = shell(endless + "--seconds 1 ./p");
  EXPECT_EQ(ran.status, 0) << ran.text;
  EXPECT_THAT(ran.text, HasSubstr("then the time of 1 second was over"));
}

const std::string kServer =
    "#include <netinet/in.h>\n#include <sys/socket.h>\n#include <unistd.h>\n"
    "int main(int argc, char **argv) {\n"
    "  if (argc < 2) return 0;\n"
    "  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = 4242};\n"
    "  int listener = socket(AF_INET, SOCK_STREAM, 0);\n"
    "  bind(listener, (struct sockaddr *)&at, sizeof at);\n"
    "  listen(listener, 4);\n"
    "  for (;;) close(accept(listener, NULL, NULL));\n}\n";

TEST_F(RunCommand, WarnsOfAServerThatNobodyTalksTo) {
  build(kServer);
  write("one.client", "connect\nclose\n");
  const std::string run = "interleave run --schedules 20 ";
  EXPECT_THAT(shell(run + "./p 1").text, HasSubstr("use --client"));
  EXPECT_THAT(shell(run + "--client one.client ./p").text,
              HasSubstr("client 1, line 1: cannot go on"));
  EXPECT_THAT(shell(run + "--client one.client ./p 1").text,
              Not(HasSubstr("warning")));
}

TEST_F(RunCommand, IsTheSameEachTimeWithAnyNumberOfJobs) {
  build(kLostUpdate);
  shell("interleave run --trace one.json ./p > one.txt");
  const std::string trace = read("one.json");
  ASSERT_THAT(trace, StartsWith("{"));
  for (const char* jobs : {"1", "2", "4"}) {
    shell(std::string("interleave run --trace one.json --jobs ") + jobs +
          " ./p > other.txt");
    EXPECT_EQ(read("one.json"), trace) << jobs;
    EXPECT_EQ(read("one.txt"), read("other.txt")) << jobs;
  }
}

TEST_F(RunCommand, KeepsItsOwnDataApartFromTheProgramS) {
  build(two_threads("static int seen[3]; static int volatile at = 3;",
                    "seen[at]++;", "assert(seen[0] == 1);"));
  const Ran ran = shell("interleave run ./p");
  EXPECT_EQ(ran.status, 1) << ran.text;
  EXPECT_THAT(ran.text, HasSubstr("data race"));
  EXPECT_THAT(ran.text, Not(HasSubstr("interleave::")));
}

TEST_F(RunCommand, ReplaysTokensAndTraces) {
  build(kLostUpdate);
  const auto found = json("interleave run --trace bug.json --json - ./p");
  ASSERT_TRUE(found.is_object());
  EXPECT_EQ(found["verdict"], "assertion");
  const std::string token = found["token"];
  for (const std::string& what : {token, std::string("bug.json")}) {
    const Ran ran = shell("interleave replay " + what + " ./p");
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.text, HasSubstr("ASSERTION"));
    EXPECT_THAT(ran.text, Not(HasSubstr("warning")));
    EXPECT_THAT(ran.text, HasSubstr("1\n")) << "the program's own output";
  }
  const auto again = json("interleave replay --json - " + token + " ./p");
  EXPECT_EQ(again["token"], token);
}

TEST_F(RunCommand, SaysWhereAnotherBuildDiffers) {
  build(kLostUpdate);
  const std::string token = json("interleave run --json - ./p")["token"];
  build(two_threads("static int n, k;", "k = 1; n++; n++;", "assert(n==4);"),
        "q");
  const Ran ran = shell("interleave replay " + token + " ./q");
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.text, HasSubstr("the first difference is "));
  EXPECT_EQ(std::count(ran.text.begin(), ran.text.end(), '\n'), 1) << ran.text;
  build(kLostUpdate + "/* another build */\n", "r");
  const Ran same = shell("interleave replay " + token + " ./r");
  EXPECT_EQ(same.status, 1);
  EXPECT_THAT(same.text, Not(HasSubstr("difference")));
}

TEST_F(RunCommand, ShowsATraceWithoutTheProgram) {
  build(kLostUpdate);
  const Ran run = shell("interleave run --trace bug.json ./p");
  shell("rm p p.c");
  const Ran ran = shell("interleave show bug.json");
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(run.text, HasSubstr(ran.text));
  const Ran narrow = shell("interleave show --width 60 bug.json");
  EXPECT_EQ(narrow.status, 0);
  const auto longest = [](const std::string& text) {
    std::istringstream lines(text);
    std::size_t most = 0;
    for (std::string line; std::getline(lines, line);) {
      most = std::max(most, line.size());
    }
    return most;
  };
  EXPECT_LT(longest(narrow.text), longest(ran.text));
  const Ran page = shell("interleave html bug.json -o page.html");
  EXPECT_EQ(page.status, 0) << page.text;
  EXPECT_THAT(read("page.html"), StartsWith("<!DOCTYPE html>"));
}

TEST_F(RunCommand, ReportsARaceThatHasNoConsequence) {
  build(two_threads("static int n;", "n = 1;", ""));
  const auto found = json("interleave run --json - ./p");
  EXPECT_EQ(found["verdict"], "data_race");
  EXPECT_LE(found["schedules"], 1001);
  EXPECT_EQ(shell("interleave run --detector none --schedules 50 ./p").status,
            0);
}

TEST_F(RunCommand, SaysNothingButJsonIfAsked) {
  build(kLocked);
  const auto found = json("interleave run --schedules 50 --json - ./p");
  EXPECT_EQ(found["verdict"], "none");
  EXPECT_EQ(found["schedules"], 50);
  EXPECT_EQ(found["warnings"], nlohmann::json::array());
}

TEST_F(RunCommand, RunsMemoizedSchedulesAlone) {
  build(kLocked);
  Ran ran = shell("interleave run --schedules 40 --memoize kept ./p");
  EXPECT_EQ(ran.status, 0) << ran.text;
  ran = shell("interleave run --only-memoized kept ./p");
  EXPECT_EQ(ran.status, 0) << ran.text;
  EXPECT_THAT(ran.text, HasSubstr(" memoized schedule"));
  EXPECT_THAT(ran.text, StartsWith("no failure: all "));
  build(kLostUpdate, "q");
  ran = shell("interleave run --only-memoized kept ./q");
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.text, HasSubstr("no schedules of this"));
}

TEST_F(RunCommand, WarnsOfAProgramThatDoesNotRepeatItself) {
  // Every other run takes the lock once more than the one before.
  build(two_threads(
      "static int n; static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;",
      "pthread_mutex_lock(&m); n++; pthread_mutex_unlock(&m);",
      "FILE *f = fopen(\"count\", \"a\"); fputc('x', f);\n"
      "  const int odd = ftell(f) % 2; fclose(f); if (odd) work(NULL);"));
  const Ran ran = shell("interleave run --schedules 20 ./p");
  EXPECT_THAT(ran.text, HasSubstr("nondeterminism"));
}

TEST_F(RunCommand, TakesAProgramOfThisFolderByItsName) {
  build(kLocked);
  EXPECT_EQ(shell("interleave run --schedules 5 p").status, 0);
}

TEST_F(RunCommand, SaysInOneLineThatItsMemoryWasOverwritten) {
  build(
      "#include <stdio.h>\n#include <string.h>\n"
      "int main(void) {\n  char line[512], *begin, *end;\n"
      "  FILE *maps = fopen(\"/proc/self/maps\", \"r\");\n"
      "  while (fgets(line, sizeof line, maps)) {\n"
      "    sscanf(line, \"%p-%p\", (void **)&begin, (void **)&end);\n"
      "    if (strstr(line, \"memfd:interleave\")) "
      "memset(begin, 255, end - begin);\n"
      "  }\n  return 0;\n}\n");
  const Ran ran = shell("interleave run ./p");
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.text, "interleave: ./p: overwrote the explorer's own memory\n");
}

TEST_F(RunCommand, PassesArguments) {
  build(
      "#include <assert.h>\n#include <string.h>\n"
      "int main(int n, char **v) { assert(n == 3 && !strcmp(v[2], \"-x\"));\n"
      "return 0; }\n");
  EXPECT_EQ(shell("interleave run ./p a -x").status, 0);
  EXPECT_EQ(shell("interleave run -- ./p a -x").status, 0);
  EXPECT_EQ(shell("interleave run ./p a").status, 1);
}

}  // namespace
}  // namespace interleave

// Ctrl-C at a terminal, while a search is on.
#include <gmock/gmock.h>
#include <pty.h>
#include <unistd.h>

#include "tests/interleave/command/shell.hh"

namespace interleave {
namespace {

using testing::HasSubstr;

constexpr char kProgram[] =
    "#include <pthread.h>\n"
    "static void *work(void *arg) { return arg; }\n"
    "int main(void) {\n"
    "  pthread_t other;\n"
    "  pthread_create(&other, NULL, work, NULL);\n"
    "  return pthread_join(other, NULL);\n}\n";

// As a user sees it; it must be waited for.
class AtTerminal {
 public:
  explicit AtTerminal(const std::filesystem::path& program) {
    pid_ = forkpty(&terminal_, nullptr, nullptr, nullptr);
    if (pid_ != 0) return;
    setenv("TERM", "xterm", 1);
    execl(INTERLEAVE_FOLDER "/interleave", "interleave", "run", "--strategy",
          "random", "--schedules", "1000000000", program.c_str(), nullptr);
    _exit(127);
  }
  ~AtTerminal() { close(terminal_); }
  AtTerminal(const AtTerminal&) = delete;
  AtTerminal& operator=(const AtTerminal&) = delete;

  // Reads until `words` were shown, or all.
  void read_until(const std::string& words) {
    char part[512];
    ssize_t n = 0;
    while (text_.find(words) == std::string::npos &&
           (n = read(terminal_, part, sizeof part)) > 0) {
      text_.append(part, static_cast<std::size_t>(n));
    }
  }
  void type(char key) { ASSERT_EQ(write(terminal_, &key, 1), 1); }
  const std::string& text() const { return text_; }

  int exit_status() const {
    int status = 0;
    waitpid(pid_, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_ = -1;
  int terminal_ = -1;
  std::string text_;
};

class InterruptedRun : public InFolder {};

TEST_F(InterruptedRun, SaysWhatWasCovered) {
  write("p.c", kProgram);
  ASSERT_EQ(shell("interleave cc p.c -o p").status, 0);
  AtTerminal terminal(path("p"));
  terminal.read_until(" schedules (");  // its progress: the search is on
  terminal.type('\x03');
  terminal.read_until("then it was interrupted");
  EXPECT_THAT(terminal.text(), HasSubstr("no failure so far"));
  EXPECT_EQ(terminal.exit_status(), 130);
}

}  // namespace
}  // namespace interleave

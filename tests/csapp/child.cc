#include "child.hh"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File temporary() { return File(std::tmpfile(), &std::fclose); }

std::string contents(std::FILE* file) {
  std::rewind(file);
  std::string text;
  for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) {
    text += static_cast<char>(c);
  }
  return text;
}

}  // namespace

Ending run_in_child(const std::function<void()>& body) {
  const File out = temporary();
  const File err = temporary();
  std::fflush(nullptr);  // or the child would print the parent's buffers too
  const pid_t pid = fork();
  if (pid == 0) {
    dup2(fileno(out.get()), STDOUT_FILENO);
    dup2(fileno(err.get()), STDERR_FILENO);
    body();
    std::fflush(stdout);
    _exit(0);
  }
  int status = 0;
  waitpid(pid, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1,
          WIFSIGNALED(status) ? WTERMSIG(status) : 0, contents(out.get()),
          contents(err.get())};
}

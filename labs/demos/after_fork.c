/* What a child does to a counter, a file and a descriptor, and what its parent
 * sees of that.
 *
 * Model:  two processes; the parent had all three before fork().
 * Fails:  memory is copied: the parent's counter stays 0. The position in a
 *         file belongs to what open() made, and that is shared.
 * Source: fork(2), open(2) on open file descriptions, mmap(2)
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int in_memory;

static int row(const char* what, long hoped, long seen, int is_shared) {
  printf("%-32s%6ld%6ld   %s\n", what, hoped, seen, is_shared ? "yes" : "no");
  return hoped == seen;
}

int main(void) {
  char text[100];
  int* const counter = &in_memory;
  const int file = open("/etc/passwd", O_RDONLY);
  const pid_t child = fork();
  if (child == 0) {
    const int mine = file;
    ++*counter;
    read(mine, text, sizeof text);
    close(mine);
    _exit(0);
  }
  waitpid(child, NULL, 0);
  const long position = lseek(file, 0, SEEK_CUR);
  const int flags = fcntl(file, F_GETFD); /* -1 if it is closed */
  close(file);
  puts("the parent's                     hopes  sees  shared");
  int right = row("counter, child has added 1", 1, *counter, *counter == 1);
  right &= row("position, child has read 100", 0, position, position == 100);
  right &= row("descriptor, child has closed it", 0, flags, flags < 0);
  puts(right ? "all as hoped" : "not as hoped");
  return right ? 0 : 1;
}

/* Two users lock a disk and a scanner; both begin with the disk.
 *
 * Model:  two processes, two files with a lock each. They meet over a socket
 *         pair when both have tried for their first lock.
 * Source: flock(2), fcntl(2); Coffman and others, "System Deadlocks"
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { kDisk, kScanner };
static const char* const kNames[] = {"disk", "scanner"};
static int files[2];

/* A lock belongs to what open() has made; with fork() it would be shared. */
static int open_anew(int file) {
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  return open(path, O_RDWR);
}

static void scan(const char* user, int first, int second, int other_user) {
  char byte;
  int mine[2];
  if (fork() > 0) return;
  prctl(PR_SET_NAME, user);
  for (int i = 0; i < 2; ++i) mine[i] = open_anew(files[i]);
  const int is_held = flock(mine[first], LOCK_EX | LOCK_NB) == 0;
  write(other_user, "x", 1);
  read(other_user, &byte, 1);
  if (!is_held) flock(mine[first], LOCK_EX);
  dprintf(1, "%s has %s, wants %s\n", user, kNames[first], kNames[second]);
  flock(mine[second], LOCK_EX);
  dprintf(1, "%s has both\n", user);
  _exit(0);
}

int main(void) {
  int ends[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  for (int i = 0; i < 2; ++i) files[i] = memfd_create(kNames[i], 0);
  scan("user 1", kDisk, kScanner, ends[0]);
  scan("user 2", kDisk, kScanner, ends[1]);
  while (wait(NULL) > 0) continue;
  for (int i = 0; i < 2; ++i) {
    close(ends[i]);
    close(files[i]);
  }
  puts("both have scanned");
  return 0;
}

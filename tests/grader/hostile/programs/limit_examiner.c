// Attack:  leaves the examiner no descriptor to open, so that it cannot work
// Lab:     fork
// Defence: limits-of-others
// Without: no-result
// Where:   bubblewrap own uid user user-own
#define _GNU_SOURCE
#include <sys/resource.h>
#include <unistd.h>

int main(void) {
  const struct rlimit none = {0, 0};
  if (prlimit(getppid(), RLIMIT_NOFILE, &none, NULL) < 0) return 1;
  alarm(60);
  pause();
}

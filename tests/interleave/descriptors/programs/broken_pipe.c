// Writing to a pipe that nobody reads, with SIGPIPE as it comes.
#include "check.h"

int main(void) {
  int p[2];
  assert(pipe(p) == 0);
  assert(close(p[0]) == 0);
  return (int)write(p[1], "x", 1);
}

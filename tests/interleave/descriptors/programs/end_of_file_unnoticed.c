// A loop that reads on at the end of file: it never ends.
#include "check.h"

int main(void) {
  int p[2];
  char byte;
  assert(pipe(p) == 0);
  assert(close(p[1]) == 0);
  while (read(p[0], &byte, 1) != 1) continue;
  return 0;
}

// Standard input and output closed and replaced: the next schedule finds
// them again.
#include "check.h"

int main(void) {
  char byte;
  int p[2];
  assert(close(0) == 0);
  assert(pipe(p) == 0);
  assert(p[0] == 0 && p[1] > 2);
  assert(dup2(p[1], 1) == 1);
  assert(write(1, "x", 1) == 1);
  assert(read(0, &byte, 1) == 1 && byte == 'x');
  assert(close(2) == 0 && dup(1) == 2);
  return 0;
}

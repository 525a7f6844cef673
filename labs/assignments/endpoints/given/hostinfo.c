// hostinfo: every address that a name stands for, one a line.
//
//   ./hostinfo NAME
#include <stdio.h>

#include "endpoints.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: %s NAME\n", argv[0]);
    return 2;
  }
  return hostinfo(argv[1]);
}

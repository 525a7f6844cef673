// client: sends its input to an echo server, and prints what comes back.
//
//   ./client HOST PORT
#include <stdio.h>

#include "endpoints.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: %s HOST PORT\n", argv[0]);
    return 2;
  }
  return echo_client(argv[1], argv[2]);
}

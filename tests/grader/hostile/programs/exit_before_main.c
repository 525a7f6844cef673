// Attack:  exits with status 0 before main, as if all had gone well
// Lab:     fork
// Defence: evidence
// Without: points
// Where:   bubblewrap own uid user user-own unconfined
#include <stdio.h>
#include <unistd.h>

__attribute__((constructor)) static void leave(void) {
  puts("listening 7777\n100/100 total");
  fflush(stdout);
  _exit(0);
}

int main(void) { return 1; }

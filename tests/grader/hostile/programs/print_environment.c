// Attack:  prints the grader's environment, which holds a key
// Lab:     fork
// Defence: empty-environment
// Without: leak
// Where:   bubblewrap uid user unconfined
#include <stdio.h>

extern char** environ;

int main(void) {
  for (char** variable = environ; *variable; ++variable) puts(*variable);
  return 1;
}

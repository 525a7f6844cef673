// Attack:  speaks to the terminal that shows the result
// Lab:     fork
// Defence: plain-text
// Without: leak
// Platform: terminal
// Sign:    \x1b]0;
// Where:   bubblewrap own uid user user-own unconfined
#include <stdio.h>

int main(void) {
  printf("\x1b]0;full marks\x07\x1b[2J\x1b[1;1H 100/100   total\n");
  return 1;
}

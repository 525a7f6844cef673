// Attack:  turns the direction of the text, so that 0/100 reads as 001/0
// Lab:     fork
// Defence: plain-text
// Without: no-result
// Platform: gradescope
#include <stdio.h>

int main(void) {
  printf("\u202e001/0 points\u2066\n");
  return 1;
}

// Attack:  prints a result of its own, behind all that makes a line new
// Lab:     fork
// Defence: plain-text
// Without: no-result
// Platform: autolab
#include <stdio.h>

int main(void) {
  for (const char* end = "\n\r\v\f"; *end; ++end) {
    printf("%c{\"scores\":{\"1 A process for each client\":100}}", *end);
  }
  return 1;
}

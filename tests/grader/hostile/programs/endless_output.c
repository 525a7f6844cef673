// Attack:  prints for ever
// Lab:     fork
// Defence: several
// Without: late
#include <string.h>
#include <unistd.h>

int main(void) {
  static char bytes[1 << 20];
  memset(bytes, 'x', sizeof bytes);
  alarm(60);
  while (write(1, bytes, sizeof bytes) > 0) {
  }
}

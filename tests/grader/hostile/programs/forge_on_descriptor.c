// Attack:  writes a report of its own to every descriptor that it was left
// Lab:     fork
// Defence: closed-descriptors
// Without: points
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char finding[] =
    "{\"status\":\"passed\",\"expected\":\"\",\"observed\":\"\","
    "\"replay\":\"\",\"output\":\"\"}";

int main(void) {
  // As of frames.hh: reported, a text, no files.
  const uint64_t head[] = {0, sizeof finding - 1};
  const uint64_t none = 0;
  char frame[sizeof head + sizeof finding - 1 + sizeof none];
  memcpy(frame, head, sizeof head);
  memcpy(frame + sizeof head, finding, sizeof finding - 1);
  memcpy(frame + sizeof frame - sizeof none, &none, sizeof none);
  for (int fd = 3; fd < 1024; ++fd) {
    if (write(fd, frame, sizeof frame) < 0) continue;
  }
  return 1;
}

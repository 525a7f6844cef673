// Writes where it has no business: over the memory that it shares with the
// explorer.
//
//   hostile neighbours            exits 1 if other memory lies beside it
//   hostile BEGIN END FILL [hang] overwrites these bytes of it; FILL: a byte,
//                                 or `noise SEED`
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

typedef struct {
  char *begin, *end;
  int has_neighbours;
} Mapping;

static Mapping find_channel(void) {
  Mapping found = {0};
  char line[512];
  char* before = NULL;
  FILE* maps = fopen("/proc/self/maps", "r");
  while (fgets(line, sizeof line, maps) != NULL) {
    char *begin, *end;
    sscanf(line, "%p-%p", (void**)&begin, (void**)&end);
    if (found.end != NULL && begin == found.end) found.has_neighbours = 1;
    if (strstr(line, "memfd:interleave") != NULL) {
      found = (Mapping){begin, end, before == begin};
    }
    before = end;
  }
  fclose(maps);
  return found;
}

// No step of the run: the compiler's callbacks are left out.
__attribute__((no_sanitize("thread"))) static void overwrite(
    const Mapping* channel, char** words) {
  char* begin = channel->begin + atol(words[0]);
  char* end = channel->begin + atol(words[1]);
  if (end > channel->end) end = channel->end;
  const int noise = strcmp(words[2], "noise") == 0;
  uint64_t value = (unsigned char)atoi(words[2]) * 0x0101010101010101u;
  if (noise) value = strtoul(words[3], NULL, 10);
  for (; begin < end; begin += 8) {
    if (noise) value = value * 6364136223846793005u + 1442695040888963407u;
    *(uint64_t*)begin = noise ? value ^ value >> 29 : value;
  }
}

static int shared;

static void* work(void* arg) {
  shared++;
  return arg;
}

__attribute__((no_sanitize("thread"))) static void spin(void) {
  for (volatile int never = 0; never == 0;) {
  }
}

int main(int count, char** words) {
  pthread_t thread;
  mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
       0);
  const Mapping channel = find_channel();
  if (count == 2) return channel.has_neighbours;
  pthread_create(&thread, NULL, work, NULL);
  if (count > 3) overwrite(&channel, words + 1);
  if (strcmp(words[count - 1], "hang") == 0) spin();
  work(NULL);
  pthread_join(thread, NULL);
  return 0;
}

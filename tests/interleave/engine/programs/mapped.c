// Maps memory, and leaves most of it mapped: the next schedule gets the same.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/mman.h>

enum { kSize = 1 << 16 };

static char* map(void) {
  char* place = mmap(NULL, kSize, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  assert(place != MAP_FAILED);
  assert(place[0] == 0 && place[kSize - 1] == 0);
  place[0] = 1;
  return place;
}

static void* work(void* arg) {
  char* kept = map();
  char* released = map();
  assert(munmap(released, kSize) == 0);
  char* larger = mremap(kept, kSize, 4 * kSize, MREMAP_MAYMOVE);
  assert(larger != MAP_FAILED && larger[0] == 1);
  larger[4 * kSize - 1] = 1;
  return arg;
}

int main(void) {
  pthread_t thread[2];
  for (int i = 0; i < 2; i++) pthread_create(&thread[i], NULL, work, NULL);
  map();
  for (int i = 0; i < 2; i++) pthread_join(thread[i], NULL);
  return 0;
}

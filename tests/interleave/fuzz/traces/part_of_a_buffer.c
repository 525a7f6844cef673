// One thread clears a buffer on main's stack, another looks at a byte of it.
//
// The byte lies within what is cleared: the look comes before or after: 2.
//
// traces: 2
#include <pthread.h>
#include <string.h>

static size_t whole = 64;
static pthread_t t[2];  // not on the stack, below the buffer

static void* clear(void* buffer) {
  memset(buffer, 0, whole);
  return NULL;
}

static void* look(void* buffer) {
  const char seen = ((const char*)buffer)[10];
  (void)seen;
  return NULL;
}

int main(void) {
  char buffer[64] = {1};
  pthread_create(&t[0], NULL, clear, buffer);
  pthread_create(&t[1], NULL, look, buffer);
  pthread_join(t[0], NULL);
  pthread_join(t[1], NULL);
  return 0;
}

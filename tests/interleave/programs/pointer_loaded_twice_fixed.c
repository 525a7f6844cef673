/* An atomic pointer is loaded once; the copy is checked and used.
 *
 * verdict:    none
 * primitives: atomic
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

static int score = 7;
static int* _Atomic current = &score;

static void* show(void* arg) {
  int* seen = atomic_load(&current);
  if (seen != NULL) printf("%d\n", *seen);
  return arg;
}

static void* clear(void* arg) {
  atomic_store(&current, NULL);
  return arg;
}

int main(void) {
  pthread_t reader, writer;
  pthread_create(&reader, NULL, show, NULL);
  pthread_create(&writer, NULL, clear, NULL);
  pthread_join(reader, NULL);
  pthread_join(writer, NULL);
  return 0;
}

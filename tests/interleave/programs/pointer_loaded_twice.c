/* The pointer is atomic, so there is no data race; but it is loaded once for
 * the check and once more for the use, and cleared in between.
 *
 * verdict:    crash
 * within:     500
 * primitives: atomic
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

static int score = 7;
static int* _Atomic current = &score;

static void* show(void* arg) {
  if (atomic_load(&current) != NULL) printf("%d\n", *atomic_load(&current));
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

/* A value is published through a plain flag, without a lock. Step by step it
 * looks right, for the value is written first; but nothing orders the two
 * threads: a data race that the compiler or the processor may turn into a bug.
 *
 * verdict:    data_race
 * within:     500
 * primitives: plain
 */
#include <assert.h>
#include <pthread.h>

static int value;
static int ready;

static void* publish(void* arg) {
  value = 42;
  ready = 1;
  return arg;
}

static void* look(void* arg) {
  if (ready) assert(value == 42);
  return arg;
}

int main(void) {
  pthread_t writer, reader;
  pthread_create(&writer, NULL, publish, NULL);
  pthread_create(&reader, NULL, look, NULL);
  pthread_join(writer, NULL);
  pthread_join(reader, NULL);
  return 0;
}

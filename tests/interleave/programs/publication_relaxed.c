/* The flag is atomic, but stored and loaded with relaxed order, which does not
 * order the value written before it: a data race on the value.
 *
 * verdict:    data_race
 * within:     500
 * primitives: plain, atomic
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static int value;
static atomic_int ready;

static void* publish(void* arg) {
  value = 42;
  atomic_store_explicit(&ready, 1, memory_order_relaxed);
  return arg;
}

static void* look(void* arg) {
  if (atomic_load_explicit(&ready, memory_order_relaxed)) assert(value == 42);
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

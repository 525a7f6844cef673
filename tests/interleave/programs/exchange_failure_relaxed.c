/* An exchange that fails only reads, with the second of its orders: relaxed,
 * it orders nothing before the read of the value.
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
  atomic_store_explicit(&ready, 1, memory_order_release);
  return arg;
}

static void* look(void* arg) {
  int expected = 0;
  if (!atomic_compare_exchange_strong_explicit(
          &ready, &expected, 2, memory_order_acq_rel, memory_order_relaxed)) {
    assert(value == 42);
  }
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

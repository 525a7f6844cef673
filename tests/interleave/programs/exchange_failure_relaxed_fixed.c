/* The exchange acquires just when it fails: who sees the flag set sees the
 * value too.
 *
 * verdict:    none
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
          &ready, &expected, 2, memory_order_release, memory_order_acquire)) {
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

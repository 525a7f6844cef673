/* The flag that announces a value is set before the value is written; the
 * reader comes between the two.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     500
 * primitives: plain
 * twin:       publication_plain_fixed
 */
#include <assert.h>
#include <pthread.h>

static int value;
static int ready;

static void* publish(void* arg) {
  ready = 1;
  value = 42;
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

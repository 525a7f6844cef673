/* Two threads increment a counter without a lock. Both read the same old
 * value, both write it plus one: one update is lost.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     500
 * primitives: plain
 */
#include <assert.h>
#include <pthread.h>

static int counter;

static void* add(void* arg) {
  for (int i = 0; i < 2; i++) counter++;
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, add, NULL);
  pthread_create(&second, NULL, add, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  assert(counter == 4);
  return 0;
}

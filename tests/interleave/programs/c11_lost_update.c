/* C11 threads: the counter is incremented without a lock.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     500
 * primitives: plain, c11threads
 */
#include <assert.h>
#include <threads.h>

static int counter;

static int add(void* arg) {
  (void)arg;
  counter++;
  return 0;
}

int main(void) {
  thrd_t first, second;
  thrd_create(&first, add, NULL);
  thrd_create(&second, add, NULL);
  thrd_join(first, NULL);
  thrd_join(second, NULL);
  assert(counter == 2);
  return 0;
}

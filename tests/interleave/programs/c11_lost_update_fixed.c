/* C11 threads: the counter is incremented under a mtx_t.
 *
 * verdict:    none
 * primitives: c11threads
 */
#include <assert.h>
#include <threads.h>

static mtx_t lock;
static int counter;

static int add(void* arg) {
  (void)arg;
  mtx_lock(&lock);
  counter++;
  mtx_unlock(&lock);
  return 0;
}

int main(void) {
  thrd_t first, second;
  mtx_init(&lock, mtx_plain);
  thrd_create(&first, add, NULL);
  thrd_create(&second, add, NULL);
  thrd_join(first, NULL);
  thrd_join(second, NULL);
  mtx_destroy(&lock);
  assert(counter == 2);
  return 0;
}

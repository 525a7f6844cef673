/* C11 threads: two consumers wait with `if`; the one that never had to wait
 * takes the item for which the other was woken.
 *
 * verdict:    assertion
 * within:     5000
 * primitives: c11threads
 */
#include <assert.h>
#include <threads.h>

static mtx_t lock;
static cnd_t filled;
static int items;

static int take(void* arg) {
  (void)arg;
  mtx_lock(&lock);
  if (items == 0) cnd_wait(&filled, &lock);
  items--;
  assert(items >= 0);
  mtx_unlock(&lock);
  return 0;
}

static void put(void) {
  mtx_lock(&lock);
  items++;
  cnd_signal(&filled);
  mtx_unlock(&lock);
}

int main(void) {
  thrd_t first, second;
  mtx_init(&lock, mtx_plain);
  cnd_init(&filled);
  thrd_create(&first, take, NULL);
  thrd_create(&second, take, NULL);
  put();
  put();
  thrd_join(first, NULL);
  thrd_join(second, NULL);
  cnd_destroy(&filled);
  mtx_destroy(&lock);
  return 0;
}

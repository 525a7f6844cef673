/* C11 threads: a thread waits for a predicate that is set under the lock.
 *
 * verdict:    none
 * primitives: c11threads
 */
#include <threads.h>

static mtx_t lock;
static cnd_t done;
static int is_done;

static int announce(void* arg) {
  (void)arg;
  mtx_lock(&lock);
  is_done = 1;
  cnd_signal(&done);
  mtx_unlock(&lock);
  return 0;
}

int main(void) {
  thrd_t announcer;
  mtx_init(&lock, mtx_plain);
  cnd_init(&done);
  thrd_create(&announcer, announce, NULL);
  mtx_lock(&lock);
  while (!is_done) cnd_wait(&done, &lock);
  mtx_unlock(&lock);
  thrd_join(announcer, NULL);
  cnd_destroy(&done);
  mtx_destroy(&lock);
  return 0;
}

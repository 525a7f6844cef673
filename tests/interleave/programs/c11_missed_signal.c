/* C11 threads: a thread waits without a predicate; a signal that comes before
 * the wait is lost.
 *
 * verdict:    lost_wakeup
 * within:     500
 * primitives: c11threads
 */
#include <threads.h>

static mtx_t lock;
static cnd_t done;

static int announce(void* arg) {
  (void)arg;
  mtx_lock(&lock);
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
  cnd_wait(&done, &lock);
  mtx_unlock(&lock);
  thrd_join(announcer, NULL);
  cnd_destroy(&done);
  mtx_destroy(&lock);
  return 0;
}

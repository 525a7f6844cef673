/* C11 threads: two threads take two locks in the same order.
 *
 * verdict:    none
 * primitives: c11threads
 */
#include <threads.h>

static mtx_t lock[2];

static int work(void* arg) {
  (void)arg;
  mtx_lock(&lock[0]);
  mtx_lock(&lock[1]);
  mtx_unlock(&lock[1]);
  mtx_unlock(&lock[0]);
  return 0;
}

int main(void) {
  thrd_t thread[2];
  for (int i = 0; i < 2; i++) mtx_init(&lock[i], mtx_plain);
  for (int i = 0; i < 2; i++) thrd_create(&thread[i], work, NULL);
  for (int i = 0; i < 2; i++) thrd_join(thread[i], NULL);
  for (int i = 0; i < 2; i++) mtx_destroy(&lock[i]);
  return 0;
}

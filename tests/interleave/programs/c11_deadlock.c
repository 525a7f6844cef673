/* C11 threads: two threads take two locks in opposite orders.
 *
 * verdict:    deadlock
 * also:       lock_order
 * within:     500
 * primitives: c11threads
 */
#include <threads.h>

static mtx_t lock[2];

static int work(void* arg) {
  int first = *(int*)arg;
  mtx_lock(&lock[first]);
  mtx_lock(&lock[1 - first]);
  mtx_unlock(&lock[1 - first]);
  mtx_unlock(&lock[first]);
  return 0;
}

int main(void) {
  int number[2] = {0, 1};
  thrd_t thread[2];
  for (int i = 0; i < 2; i++) mtx_init(&lock[i], mtx_plain);
  for (int i = 0; i < 2; i++) thrd_create(&thread[i], work, &number[i]);
  for (int i = 0; i < 2; i++) thrd_join(thread[i], NULL);
  for (int i = 0; i < 2; i++) mtx_destroy(&lock[i]);
  return 0;
}

/* Two threads take two spin locks in the same order.
 *
 * verdict:    none
 * primitives: spin
 */
#define _XOPEN_SOURCE 700
#include <pthread.h>

static pthread_spinlock_t lock[2];

static void* work(void* arg) {
  pthread_spin_lock(&lock[0]);
  pthread_spin_lock(&lock[1]);
  pthread_spin_unlock(&lock[1]);
  pthread_spin_unlock(&lock[0]);
  return arg;
}

int main(void) {
  pthread_t thread[2];
  for (int i = 0; i < 2; i++)
    pthread_spin_init(&lock[i], PTHREAD_PROCESS_PRIVATE);
  for (int i = 0; i < 2; i++) pthread_create(&thread[i], NULL, work, NULL);
  for (int i = 0; i < 2; i++) pthread_join(thread[i], NULL);
  for (int i = 0; i < 2; i++) pthread_spin_destroy(&lock[i]);
  return 0;
}

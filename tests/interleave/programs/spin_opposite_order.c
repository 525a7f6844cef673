/* Two threads take two spin locks in opposite orders and spin for ever.
 *
 * verdict:    deadlock
 * also:       lock_order
 * within:     500
 * primitives: spin
 */
#define _XOPEN_SOURCE 700
#include <pthread.h>
#include <stdint.h>

static pthread_spinlock_t lock[2];

static void* work(void* arg) {
  int first = (int)(intptr_t)arg;
  pthread_spin_lock(&lock[first]);
  pthread_spin_lock(&lock[1 - first]);
  pthread_spin_unlock(&lock[1 - first]);
  pthread_spin_unlock(&lock[first]);
  return NULL;
}

int main(void) {
  pthread_t thread[2];
  for (int i = 0; i < 2; i++)
    pthread_spin_init(&lock[i], PTHREAD_PROCESS_PRIVATE);
  for (int i = 0; i < 2; i++)
    pthread_create(&thread[i], NULL, work, (void*)(intptr_t)i);
  for (int i = 0; i < 2; i++) pthread_join(thread[i], NULL);
  for (int i = 0; i < 2; i++) pthread_spin_destroy(&lock[i]);
  return 0;
}

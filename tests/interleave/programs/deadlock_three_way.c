/* Three philosophers each take the left fork and then the right one; when all
 * hold their left forks, nobody gets a right one.
 *
 * verdict:    deadlock
 * also:       lock_order
 * within:     1000
 * primitives: mutex
 */
#include <pthread.h>
#include <stdint.h>

enum { kSeats = 3 };
static pthread_mutex_t fork_at[kSeats] = {PTHREAD_MUTEX_INITIALIZER,
                                          PTHREAD_MUTEX_INITIALIZER,
                                          PTHREAD_MUTEX_INITIALIZER};

static void* dine(void* arg) {
  int seat = (int)(intptr_t)arg;
  pthread_mutex_t* left = &fork_at[seat];
  pthread_mutex_t* right = &fork_at[(seat + 1) % kSeats];
  pthread_mutex_lock(left);
  pthread_mutex_lock(right);
  pthread_mutex_unlock(right);
  pthread_mutex_unlock(left);
  return NULL;
}

int main(void) {
  pthread_t guest[kSeats];
  for (int i = 0; i < kSeats; i++)
    pthread_create(&guest[i], NULL, dine, (void*)(intptr_t)i);
  for (int i = 0; i < kSeats; i++) pthread_join(guest[i], NULL);
  return 0;
}

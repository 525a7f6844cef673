/* Three philosophers; everybody takes the fork with the lower number first.
 *
 * verdict:    none
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
  int other = (seat + 1) % kSeats;
  pthread_mutex_t* lower = &fork_at[seat < other ? seat : other];
  pthread_mutex_t* higher = &fork_at[seat < other ? other : seat];
  pthread_mutex_lock(lower);
  pthread_mutex_lock(higher);
  pthread_mutex_unlock(higher);
  pthread_mutex_unlock(lower);
  return NULL;
}

int main(void) {
  pthread_t guest[kSeats];
  for (int i = 0; i < kSeats; i++)
    pthread_create(&guest[i], NULL, dine, (void*)(intptr_t)i);
  for (int i = 0; i < kSeats; i++) pthread_join(guest[i], NULL);
  return 0;
}

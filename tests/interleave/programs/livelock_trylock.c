/* Two threads each hold their own lock and try for the other's, with a short
 * sleep after each failure, but without ever giving up their own.
 *
 * verdict:    livelock
 * within:     500
 * primitives: mutex, trylock, sleep
 * twin:       livelock_polite_fixed
 */
#define _DEFAULT_SOURCE
#include <pthread.h>
#include <stdint.h>
#include <unistd.h>

static pthread_mutex_t fork_of[2] = {PTHREAD_MUTEX_INITIALIZER,
                                     PTHREAD_MUTEX_INITIALIZER};

static void* eat(void* arg) {
  int me = (int)(intptr_t)arg;
  pthread_mutex_lock(&fork_of[me]);
  while (pthread_mutex_trylock(&fork_of[1 - me]) != 0) {
    usleep(10);  // sleep: a livelock of threads that sleep is the subject
  }
  pthread_mutex_unlock(&fork_of[1 - me]);
  pthread_mutex_unlock(&fork_of[me]);
  return NULL;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, eat, (void*)(intptr_t)0);
  pthread_create(&second, NULL, eat, (void*)(intptr_t)1);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

/* Two threads each take their own lock, let the other go first, find the
 * other's lock taken, and step back together, again and again.
 *
 * verdict:    livelock
 * within:     500
 * primitives: mutex, trylock, yield
 */
#include <pthread.h>
#include <sched.h>
#include <stdint.h>

static pthread_mutex_t plate[2] = {PTHREAD_MUTEX_INITIALIZER,
                                   PTHREAD_MUTEX_INITIALIZER};

static void* eat(void* arg) {
  int me = (int)(intptr_t)arg;
  for (;;) {
    pthread_mutex_lock(&plate[me]);
    sched_yield();
    if (pthread_mutex_trylock(&plate[1 - me]) == 0) break;
    pthread_mutex_unlock(&plate[me]);
  }
  pthread_mutex_unlock(&plate[1 - me]);
  pthread_mutex_unlock(&plate[me]);
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

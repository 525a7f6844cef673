/* Two threads take the two locks in the same order and need no politeness.
 *
 * verdict:    none
 * primitives: mutex, yield
 */
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t plate[2] = {PTHREAD_MUTEX_INITIALIZER,
                                   PTHREAD_MUTEX_INITIALIZER};

static void* eat(void* arg) {
  pthread_mutex_lock(&plate[0]);
  sched_yield();
  pthread_mutex_lock(&plate[1]);
  pthread_mutex_unlock(&plate[1]);
  pthread_mutex_unlock(&plate[0]);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, eat, NULL);
  pthread_create(&second, NULL, eat, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

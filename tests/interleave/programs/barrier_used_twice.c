/* A home-made barrier never counts down again. In the second round it stands
 * open, and a thread goes through before the other has come.
 *
 * verdict:    assertion
 * within:     500
 * primitives: atomic, mutex, cond
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_here = PTHREAD_COND_INITIALIZER;
static int arrived;
static atomic_int round_of[2];

static void meet(void) {
  pthread_mutex_lock(&lock);
  arrived++;
  if (arrived >= 2) pthread_cond_broadcast(&all_here);
  while (arrived < 2) pthread_cond_wait(&all_here, &lock);
  pthread_mutex_unlock(&lock);
}

static void* work(void* arg) {
  int me = (int)(intptr_t)arg;
  for (int round = 1; round <= 2; round++) {
    atomic_store(&round_of[me], round);
    meet();
    assert(atomic_load(&round_of[1 - me]) >= round);
  }
  return NULL;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, work, (void*)(intptr_t)0);
  pthread_create(&second, NULL, work, (void*)(intptr_t)1);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

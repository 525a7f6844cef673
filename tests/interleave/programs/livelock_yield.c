/* Each thread yields until the other has said that it is done, and says so
 * itself only afterwards.
 *
 * verdict:    livelock
 * within:     500
 * primitives: atomic, yield
 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>

static atomic_int done[2];

static void* run(void* arg) {
  int me = (int)(intptr_t)arg;
  while (!atomic_load(&done[1 - me])) sched_yield();
  atomic_store(&done[me], 1);
  return NULL;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, run, (void*)(intptr_t)0);
  pthread_create(&second, NULL, run, (void*)(intptr_t)1);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

/* Two threads announce a wish to go in. When both see the other's wish, both
 * take theirs back, renew it and look again, in step for ever.
 *
 * verdict:    livelock
 * within:     500
 * primitives: atomic, yield
 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>

static atomic_int wish[2];

static void* go_in(void* arg) {
  int me = (int)(intptr_t)arg;
  atomic_store(&wish[me], 1);
  sched_yield();
  while (atomic_load(&wish[1 - me])) {
    atomic_store(&wish[me], 0);
    atomic_store(&wish[me], 1);
    sched_yield();
  }
  atomic_store(&wish[me], 0);
  return NULL;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, go_in, (void*)(intptr_t)0);
  pthread_create(&second, NULL, go_in, (void*)(intptr_t)1);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

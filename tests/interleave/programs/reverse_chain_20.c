/* Twenty threads start together, and each may open the next door only if it
 * comes after its successor: thread 19 opens the first door, thread 18 the
 * second, and so on. Five doors are never to be open; they are when threads 19
 * to 15 come in reverse order, which one random order in 120 has, but which
 * takes some 25 delays from the order in which they were started.
 *
 * verdict:    assertion
 * within:     20000
 * primitives: atomic, rwlock
 */
#define _XOPEN_SOURCE 700
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

enum { kThreads = 20, kDoors = 5 };
static pthread_rwlock_t start = PTHREAD_RWLOCK_INITIALIZER;
static atomic_int open_doors;

/* Main holds the lock for writing until all threads are there. */
static void wait_for_start(void) {
  pthread_rwlock_rdlock(&start);
  pthread_rwlock_unlock(&start);
}

static void* come(void* arg) {
  int needed = kThreads - 1 - (int)(intptr_t)arg;
  wait_for_start();
  atomic_compare_exchange_strong(&open_doors, &needed, needed + 1);
  return NULL;
}

int main(void) {
  pthread_t thread[kThreads];
  pthread_rwlock_wrlock(&start);
  for (int i = 0; i < kThreads; i++)
    pthread_create(&thread[i], NULL, come, (void*)(intptr_t)i);
  pthread_rwlock_unlock(&start);
  for (int i = 0; i < kThreads; i++) pthread_join(thread[i], NULL);
  assert(atomic_load(&open_doors) < kDoors);
  return 0;
}

/* A hundred threads start together: 99 come to work, and the last one closes
 * the shop if it finds nobody there. If it is quicker than all the others,
 * they work in a closed shop: one random order in 100, but some 100 delays
 * from the order in which they were started.
 *
 * verdict:    assertion
 * within:     20000
 * primitives: atomic, rwlock
 */
#define _XOPEN_SOURCE 700
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

enum { kThreads = 100 };
static pthread_rwlock_t start = PTHREAD_RWLOCK_INITIALIZER;
static atomic_int present, closed;

/* Main holds the lock for writing until all threads are there. */
static void wait_for_start(void) {
  pthread_rwlock_rdlock(&start);
  pthread_rwlock_unlock(&start);
}

static void* work(void* arg) {
  wait_for_start();
  atomic_fetch_add(&present, 1);
  assert(!atomic_load(&closed));
  return arg;
}

static void* close_if_empty(void* arg) {
  wait_for_start();
  if (atomic_load(&present) == 0) atomic_store(&closed, 1);
  return arg;
}

int main(void) {
  pthread_t thread[kThreads];
  pthread_rwlock_wrlock(&start);
  for (int i = 0; i < kThreads - 1; i++)
    pthread_create(&thread[i], NULL, work, NULL);
  pthread_create(&thread[kThreads - 1], NULL, close_if_empty, NULL);
  pthread_rwlock_unlock(&start);
  for (int i = 0; i < kThreads; i++) pthread_join(thread[i], NULL);
  return 0;
}

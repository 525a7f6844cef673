/* Eighteen workers, a sweeper and a closer start together. The closer, started
 * last, calls the shop idle if nobody has come yet; the sweeper, started just
 * before it, clears a shop that is idle and empty. It is cleared under the
 * workers' hands if the closer comes first and the sweeper second: one random
 * order in 380.
 *
 * verdict:    assertion
 * within:     20000
 * primitives: atomic, rwlock
 */
#define _XOPEN_SOURCE 700
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

enum { kWorkers = 18, kThreads = 20 };
static pthread_rwlock_t start = PTHREAD_RWLOCK_INITIALIZER;
static atomic_int present, idle, cleared;

/* Main holds the lock for writing until all threads are there. */
static void wait_for_start(void) {
  pthread_rwlock_rdlock(&start);
  pthread_rwlock_unlock(&start);
}

static void* work(void* arg) {
  wait_for_start();
  atomic_fetch_add(&present, 1);
  assert(!atomic_load(&cleared));
  return arg;
}

static void* sweep(void* arg) {
  wait_for_start();
  if (atomic_load(&idle) && atomic_load(&present) == 0)
    atomic_store(&cleared, 1);
  return arg;
}

static void* close_shop(void* arg) {
  wait_for_start();
  if (atomic_load(&present) == 0) atomic_store(&idle, 1);
  return arg;
}

int main(void) {
  pthread_t thread[kThreads];
  pthread_rwlock_wrlock(&start);
  for (int i = 0; i < kWorkers; i++)
    pthread_create(&thread[i], NULL, work, NULL);
  pthread_create(&thread[kWorkers], NULL, sweep, NULL);
  pthread_create(&thread[kWorkers + 1], NULL, close_shop, NULL);
  pthread_rwlock_unlock(&start);
  for (int i = 0; i < kThreads; i++) pthread_join(thread[i], NULL);
  return 0;
}

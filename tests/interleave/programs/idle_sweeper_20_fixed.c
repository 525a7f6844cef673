/* Eighteen workers, a sweeper and a closer start together; the closer calls
 * the shop idle when all workers have been there and are gone.
 *
 * verdict:    none
 * primitives: atomic, rwlock
 */
#define _XOPEN_SOURCE 700
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

enum { kWorkers = 18, kThreads = 20 };
static pthread_rwlock_t start = PTHREAD_RWLOCK_INITIALIZER;
static atomic_int gone, idle, cleared;

/* Main holds the lock for writing until all threads are there. */
static void wait_for_start(void) {
  pthread_rwlock_rdlock(&start);
  pthread_rwlock_unlock(&start);
}

static void* work(void* arg) {
  wait_for_start();
  assert(!atomic_load(&cleared));
  atomic_fetch_add(&gone, 1);
  return arg;
}

static void* sweep(void* arg) {
  wait_for_start();
  if (atomic_load(&idle)) atomic_store(&cleared, 1);
  return arg;
}

static void* close_shop(void* arg) {
  wait_for_start();
  if (atomic_load(&gone) == kWorkers) atomic_store(&idle, 1);
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

/* Read-write locks: readers share, writers do not, tries and deadlines fail
   as they should. Misuse on request: the first argument names it. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t both_read;
static int value;

static void* read_together(void* unused) {
  assert(pthread_rwlock_rdlock(&lock) == 0);
  pthread_barrier_wait(&both_read);
  assert(pthread_rwlock_trywrlock(&lock) == EBUSY);
  assert(pthread_rwlock_tryrdlock(&lock) == 0);
  pthread_rwlock_unlock(&lock);
  pthread_rwlock_unlock(&lock);
  return unused;
}

static void* write_alone(void* unused) {
  for (int i = 0; i < 10; i++) {
    pthread_rwlock_wrlock(&lock);
    value++;
    pthread_rwlock_unlock(&lock);
  }
  return unused;
}

static void* fail_to_get(void* unused) {
  struct timespec soon;
  clock_gettime(CLOCK_REALTIME, &soon);
  soon.tv_sec += 5;
  assert(pthread_rwlock_timedrdlock(&lock, &soon) == ETIMEDOUT);
  assert(pthread_rwlock_timedwrlock(&lock, &soon) == ETIMEDOUT);
  assert(pthread_rwlock_clockwrlock(&lock, CLOCK_MONOTONIC, &soon) ==
         ETIMEDOUT);
  assert(pthread_rwlock_tryrdlock(&lock) == EBUSY);
  return unused;
}

static void* unlock_it(void* unused) {
  pthread_rwlock_unlock(&lock);
  return unused;
}

static void run_two(void* (*one)(void*), void* (*other)(void*)) {
  pthread_t threads[2];
  pthread_create(&threads[0], NULL, one, NULL);
  pthread_create(&threads[1], NULL, other, NULL);
  pthread_join(threads[0], NULL);
  pthread_join(threads[1], NULL);
}

static void misuse(const char* how) {
  if (strcmp(how, "free") == 0) pthread_rwlock_unlock(&lock);
  pthread_rwlock_wrlock(&lock);
  if (strcmp(how, "destroy") == 0) pthread_rwlock_destroy(&lock);
  if (strcmp(how, "twice") == 0) pthread_rwlock_wrlock(&lock);
  if (strcmp(how, "other") == 0) run_two(unlock_it, unlock_it);
}

int main(int argc, char** argv) {
  if (argc > 1) misuse(argv[1]);
  pthread_barrier_init(&both_read, NULL, 2);
  run_two(read_together, read_together);
  run_two(write_alone, write_alone);
  pthread_rwlock_wrlock(&lock);
  run_two(fail_to_get, fail_to_get);
  pthread_rwlock_unlock(&lock);
  assert(pthread_rwlock_destroy(&lock) == 0);
  assert(pthread_rwlock_init(&lock, NULL) == 0);
  assert(pthread_rwlock_rdlock(&lock) == 0);
  printf("value %d\n", value);
  return 0;
}

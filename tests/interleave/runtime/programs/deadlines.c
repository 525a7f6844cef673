/* Deadlines that are no times: a condition refuses them at once, a mutex only
   if it would have to wait, as in glibc. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t never = PTHREAD_COND_INITIALIZER;
static const struct timespec wrong[] = {{2000000000, 1000000000},
                                        {2000000000, -1}};

static void* find_it_taken(void* unused) {
  for (int i = 0; i < 2; i++) {
    const struct timespec* time = &wrong[i];
    assert(pthread_mutex_timedlock(&mutex, time) == EINVAL);
    assert(pthread_mutex_clocklock(&mutex, CLOCK_MONOTONIC, time) == EINVAL);
  }
  return unused;
}

static void check(const struct timespec* time) {
  assert(pthread_mutex_timedlock(&mutex, time) == 0);
  assert(pthread_cond_timedwait(&never, &mutex, time) == EINVAL);
  assert(pthread_cond_clockwait(&never, &mutex, CLOCK_MONOTONIC, time) ==
         EINVAL);
  pthread_mutex_unlock(&mutex);
}

int main(void) {
  pthread_t thread;
  check(&wrong[0]);
  check(&wrong[1]);
  pthread_mutex_lock(&mutex);
  pthread_create(&thread, NULL, find_it_taken, NULL);
  pthread_join(thread, NULL);
  pthread_mutex_unlock(&mutex);
  printf("refused\n");
  return 0;
}

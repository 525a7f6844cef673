/* Barriers: nobody is a round ahead, one thread of each round is told so.
   The first argument names a misuse. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>

enum { kThreads = 3, kRounds = 4 };

static pthread_barrier_t barrier;
static int arrived[kRounds];
static int serial[kRounds];
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void* work(void* unused) {
  for (int round = 0; round < kRounds; round++) {
    pthread_mutex_lock(&mutex);
    arrived[round]++;
    pthread_mutex_unlock(&mutex);
    int result = pthread_barrier_wait(&barrier);
    pthread_mutex_lock(&mutex);
    assert(arrived[round] == kThreads);
    if (result == PTHREAD_BARRIER_SERIAL_THREAD) serial[round]++;
    pthread_mutex_unlock(&mutex);
  }
  return unused;
}

static void* wait_once(void* unused) {
  pthread_barrier_wait(&barrier);
  return unused;
}

static void misuse(const char* how) {
  pthread_t thread;
  if (strcmp(how, "never") == 0) pthread_barrier_wait(&barrier);
  pthread_barrier_init(&barrier, NULL, 2);
  pthread_create(&thread, NULL, wait_once, NULL);
  for (int i = 0; i < 5; i++) sched_yield();
  if (strcmp(how, "destroy") == 0) pthread_barrier_destroy(&barrier);
  if (strcmp(how, "alone") == 0) pthread_join(thread, NULL);
}

int main(int argc, char** argv) {
  if (argc > 1) misuse(argv[1]);
  pthread_t threads[kThreads];
  assert(pthread_barrier_init(&barrier, NULL, 0) == EINVAL);
  pthread_barrier_init(&barrier, NULL, kThreads);
  for (int i = 0; i < kThreads; i++) {
    pthread_create(&threads[i], NULL, work, NULL);
  }
  for (int i = 0; i < kThreads; i++) pthread_join(threads[i], NULL);
  for (int i = 0; i < kRounds; i++) printf("serial %d\n", serial[i]);
  return pthread_barrier_destroy(&barrier);
}

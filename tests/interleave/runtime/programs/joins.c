/* Joins that do not wait, or not for ever. Polling must let others run. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

static void* pass(void* argument) {
  pthread_mutex_lock(&gate);
  pthread_mutex_unlock(&gate);
  return argument;
}

static void poll_for_end(void) {
  pthread_t thread;
  void* result = NULL;
  pthread_create(&thread, NULL, pass, &gate);
  while (pthread_tryjoin_np(thread, &result) == EBUSY) {
  }
  assert(result == &gate);
}

static void run_out_of_time(void) {
  pthread_t thread;
  void* result = NULL;
  struct timespec time;
  pthread_mutex_lock(&gate);
  pthread_create(&thread, NULL, pass, &gate);
  clock_gettime(CLOCK_REALTIME, &time);
  time.tv_nsec = 1000000000;
  assert(pthread_timedjoin_np(thread, &result, &time) == EINVAL);
  time.tv_nsec = 0;
  time.tv_sec++;
  assert(pthread_timedjoin_np(thread, &result, &time) == ETIMEDOUT);
  clock_gettime(CLOCK_MONOTONIC, &time);
  time.tv_sec++;
  assert(pthread_clockjoin_np(thread, &result, CLOCK_MONOTONIC, &time) ==
         ETIMEDOUT);
  assert(pthread_tryjoin_np(thread, &result) == EBUSY);
  pthread_mutex_unlock(&gate);
  assert(pthread_timedjoin_np(thread, &result, NULL) == 0);
  assert(result == &gate);
}

/* A second is long enough unless the scheduler has it otherwise. */
static void join_in_time(void) {
  pthread_t thread;
  struct timespec time;
  pthread_create(&thread, NULL, pass, NULL);
  clock_gettime(CLOCK_REALTIME, &time);
  time.tv_sec++;
  if (pthread_timedjoin_np(thread, NULL, &time) != 0) {
    assert(pthread_join(thread, NULL) == 0);
  }
}

int main(void) {
  poll_for_end();
  run_out_of_time();
  join_in_time();
  printf("joined\n");
  return 0;
}

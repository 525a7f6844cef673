/* Cancellation in C: handlers run innermost first, the mutex of a wait is
   held again, a thread may refuse for a while. */
#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;

static void say(void* text) { printf("handler %s\n", (const char*)text); }
static void unlock(void* lock) {
  assert(pthread_mutex_unlock(lock) == 0);
  printf("unlocked\n");
}

static void wait_inside(void) {
  pthread_cleanup_push(unlock, &mutex);
  pthread_mutex_lock(&mutex);
  for (;;) pthread_cond_wait(&condition, &mutex);
  pthread_cleanup_pop(1);
}

static void* wait_for_ever(void* unused) {
  pthread_cleanup_push(say, "outer");
  pthread_cleanup_push(say, "inner");
  wait_inside();
  pthread_cleanup_pop(0);
  pthread_cleanup_pop(0);
  return unused;
}

static void* sleep_for_ever(void* unused) {
  /* sleep: in virtual time, to be woken from */
  for (;;) sleep(1000);
  return unused;
}

static void* refuse_first(void* unused) {
  int old = -1;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  assert(old == PTHREAD_CANCEL_ENABLE);
  /* sleep: in virtual time, to be woken from */
  for (int i = 0; i < 5; i++) sleep(1);
  pthread_testcancel();
  printf("refused\n");
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
  for (;;) pthread_testcancel();
  return unused;
}

static void* exit_in_frame(void* unused) {
  pthread_cleanup_push(say, "of exit");
  if (unused == NULL) pthread_exit(&mutex);
  pthread_cleanup_pop(0);
  return unused;
}

static void cancel(void* (*routine)(void*)) {
  pthread_t thread;
  void* result = NULL;
  pthread_create(&thread, NULL, routine, NULL);
  for (int i = 0; i < 3; i++) sched_yield();
  assert(pthread_cancel(thread) == 0);
  pthread_join(thread, &result);
  printf("cancelled %d\n", result == PTHREAD_CANCELED);
}

int main(void) {
  pthread_t thread;
  void* result = NULL;
  cancel(wait_for_ever);
  cancel(sleep_for_ever);
  cancel(refuse_first);
  pthread_create(&thread, NULL, exit_in_frame, NULL);
  pthread_join(thread, &result);
  assert(result == &mutex);
  pthread_mutex_lock(&mutex);
  return 0;
}

/* Two threads wait and one of them is cancelled: the one signal that is sent
   has to reach the other. */
#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int waiting;
static int woken;

static void unlock(void* lock) { pthread_mutex_unlock(lock); }

static void* wait_once(void* unused) {
  pthread_mutex_lock(&mutex);
  pthread_cleanup_push(unlock, &mutex);
  waiting++;
  pthread_cond_wait(&changed, &mutex);
  woken++;
  pthread_cleanup_pop(1);
  return unused;
}

static void await_waiters(int count) {
  for (int now = 0; now < count;) {
    pthread_mutex_lock(&mutex);
    now = waiting;
    pthread_mutex_unlock(&mutex);
    sched_yield();
  }
}

/* A signal that only the cancelled thread could have taken is spent. */
static void wait_anew(void) {
  pthread_t late;
  pthread_create(&late, NULL, wait_once, NULL);
  await_waiters(3);
  pthread_mutex_lock(&mutex);
  pthread_cond_signal(&changed);
  pthread_mutex_unlock(&mutex);
  pthread_join(late, NULL);
}

int main(void) {
  pthread_t cancelled, other;
  void* result;
  pthread_create(&cancelled, NULL, wait_once, NULL);
  pthread_create(&other, NULL, wait_once, NULL);
  await_waiters(2);
  pthread_cancel(cancelled);
  pthread_mutex_lock(&mutex);
  pthread_cond_signal(&changed);
  pthread_mutex_unlock(&mutex);
  pthread_join(other, NULL);
  pthread_join(cancelled, &result);
  assert(result == PTHREAD_CANCELED);
  wait_anew();
  printf("woken %d\n", woken);
  return 0;
}

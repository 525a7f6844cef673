/* A thread waits for an answer for at most a second, and does not look whether
 * it got one or the time ran out.
 *
 * verdict:    assertion
 * within:     500
 * primitives: mutex, cond
 */
#define _XOPEN_SOURCE 700
#include <assert.h>
#include <pthread.h>
#include <time.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t answered = PTHREAD_COND_INITIALIZER;
static int answer;

static void* ask(void* arg) {
  struct timespec deadline;
  clock_gettime(CLOCK_REALTIME, &deadline);
  deadline.tv_sec += 1;
  pthread_mutex_lock(&lock);
  if (answer == 0) pthread_cond_timedwait(&answered, &lock, &deadline);
  assert(answer == 42);
  pthread_mutex_unlock(&lock);
  return arg;
}

static void* reply(void* arg) {
  pthread_mutex_lock(&lock);
  answer = 42;
  pthread_cond_signal(&answered);
  pthread_mutex_unlock(&lock);
  return arg;
}

int main(void) {
  pthread_t asker, replier;
  pthread_create(&asker, NULL, ask, NULL);
  pthread_create(&replier, NULL, reply, NULL);
  pthread_join(asker, NULL);
  pthread_join(replier, NULL);
  return 0;
}

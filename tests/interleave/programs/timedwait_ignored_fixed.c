/* A thread waits for an answer for at most a second and makes do without one
 * if the time runs out.
 *
 * verdict:    none
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
  int error = 0;
  clock_gettime(CLOCK_REALTIME, &deadline);
  deadline.tv_sec += 1;
  pthread_mutex_lock(&lock);
  while (answer == 0 && error == 0)
    error = pthread_cond_timedwait(&answered, &lock, &deadline);
  if (answer != 0) assert(answer == 42);
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

/* Two threads wait for the start; main broadcasts it to both.
 *
 * verdict:    none
 * primitives: mutex, cond
 */
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t start = PTHREAD_COND_INITIALIZER;
static int started;

static void* run(void* arg) {
  pthread_mutex_lock(&lock);
  while (!started) pthread_cond_wait(&start, &lock);
  pthread_mutex_unlock(&lock);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, run, NULL);
  pthread_create(&second, NULL, run, NULL);
  pthread_mutex_lock(&lock);
  started = 1;
  pthread_cond_broadcast(&start);
  pthread_mutex_unlock(&lock);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

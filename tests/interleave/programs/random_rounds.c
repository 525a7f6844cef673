/* Two threads take a lock as often as a random number says. The explorer does
 * not control where the number comes from: the same schedule does not give the
 * same run.
 *
 * verdict:    nondeterminism
 * within:     500
 * primitives: mutex
 */
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int random_number(void) {
  FILE* source = fopen("/dev/urandom", "r");
  int number = source == NULL ? 0 : fgetc(source) % 32;
  if (source != NULL) fclose(source);
  return number;
}

static void* work(void* arg) {
  for (int rounds = random_number(); rounds >= 0; rounds--) {
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
  }
  return arg;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, NULL, work, NULL);
  work(NULL);
  pthread_join(other, NULL);
  return 0;
}

/* Of the two threads that take a semaphore used as a lock, the one that comes
 * second leaves early and forgets to post: the third one waits for ever.
 *
 * verdict:    deadlock
 * within:     500
 * primitives: sem
 * twin:       sem_starts_at_two_fixed
 */
#include <pthread.h>
#include <semaphore.h>

static sem_t lock;
static int counter;

static void* add(void* arg) {
  sem_wait(&lock);
  if (counter == 1) return arg;
  counter++;
  sem_post(&lock);
  return arg;
}

int main(void) {
  pthread_t thread[3];
  sem_init(&lock, 0, 1);
  for (int i = 0; i < 3; i++) pthread_create(&thread[i], NULL, add, NULL);
  for (int i = 0; i < 3; i++) pthread_join(thread[i], NULL);
  sem_destroy(&lock);
  return 0;
}

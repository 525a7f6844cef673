/* A semaphore used as a lock starts at 2 instead of 1 and lets both threads in
 * at once.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     500
 * primitives: plain, sem
 */
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>

static sem_t lock;
static int counter;

static void* add(void* arg) {
  sem_wait(&lock);
  counter++;
  sem_post(&lock);
  return arg;
}

int main(void) {
  pthread_t first, second;
  sem_init(&lock, 0, 2);
  pthread_create(&first, NULL, add, NULL);
  pthread_create(&second, NULL, add, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  sem_destroy(&lock);
  assert(counter == 2);
  return 0;
}

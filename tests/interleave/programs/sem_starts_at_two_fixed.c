/* A semaphore used as a lock starts at 1.
 *
 * verdict:    none
 * primitives: sem
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
  sem_init(&lock, 0, 1);
  pthread_create(&first, NULL, add, NULL);
  pthread_create(&second, NULL, add, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  sem_destroy(&lock);
  assert(counter == 2);
  return 0;
}

/* Two threads each need a plate and a cup, of which there is one each, and
 * take them in opposite orders.
 *
 * verdict:    deadlock
 * within:     500
 * primitives: sem
 */
#include <pthread.h>
#include <semaphore.h>

static sem_t plate, cup;

static void* eat(void* arg) {
  sem_wait(&plate);
  sem_wait(&cup);
  sem_post(&cup);
  sem_post(&plate);
  return arg;
}

static void* drink(void* arg) {
  sem_wait(&cup);
  sem_wait(&plate);
  sem_post(&plate);
  sem_post(&cup);
  return arg;
}

int main(void) {
  pthread_t first, second;
  sem_init(&plate, 0, 1);
  sem_init(&cup, 0, 1);
  pthread_create(&first, NULL, eat, NULL);
  pthread_create(&second, NULL, drink, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  sem_destroy(&plate);
  sem_destroy(&cup);
  return 0;
}

// Three threads take turns with the one unit of a semaphore.
//
// As with a mutex, a wait cannot come between another thread's wait and post,
// so it is the order of three threads: 3! = 6.
//
// traces: 6
#include <pthread.h>
#include <semaphore.h>

static sem_t unit;

static void* turn(void* unused) {
  sem_wait(&unit);
  sem_post(&unit);
  return unused;
}

int main(void) {
  pthread_t t[3];
  sem_init(&unit, 0, 1);
  pthread_create(&t[0], NULL, turn, NULL);
  pthread_create(&t[1], NULL, turn, NULL);
  pthread_create(&t[2], NULL, turn, NULL);
  pthread_join(t[0], NULL);
  pthread_join(t[1], NULL);
  pthread_join(t[2], NULL);
  return 0;
}

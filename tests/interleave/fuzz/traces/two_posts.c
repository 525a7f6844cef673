// Two threads post a semaphore (P1, P2) that a third waits for twice (W W).
//
// All of them depend on each other. A wait needs a post before it: P P W W or
// P W P W, and either of the posts may be the first: 2 * 2 = 4.
//
// traces: 4
#include <pthread.h>
#include <semaphore.h>

static sem_t items;

static void* producer(void* unused) {
  sem_post(&items);
  return unused;
}

static void* consumer(void* unused) {
  sem_wait(&items);
  sem_wait(&items);
  return unused;
}

int main(void) {
  pthread_t t[3];
  sem_init(&items, 0, 0);
  pthread_create(&t[0], NULL, producer, NULL);
  pthread_create(&t[1], NULL, producer, NULL);
  pthread_create(&t[2], NULL, consumer, NULL);
  pthread_join(t[0], NULL);
  pthread_join(t[1], NULL);
  pthread_join(t[2], NULL);
  return 0;
}

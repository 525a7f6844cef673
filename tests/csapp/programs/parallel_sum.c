/* Sums in four threads under a semaphore; ends one by each possible way. */
#include "csapp.h"

#define NTHREADS 4
#define NITERS 1000

static long total;
static sem_t mutex, detached;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void begin(void) { printf("once\n"); }

static void* sum(void* vargp) {
  long i, first = *(long*)vargp;

  Free(vargp);
  Pthread_once(&once, begin);
  for (i = first; i < first + NITERS; i++) {
    P(&mutex);
    total += i;
    V(&mutex);
  }
  Pthread_exit(NULL);
  return NULL;
}

static void* detach_itself(void* vargp) {
  Pthread_detach(Pthread_self());
  V(&detached);
  return vargp;
}

static void* sleep_for_ever(void* vargp) {
  while (1) Pause();
  return vargp;
}

int main(void) {
  pthread_t tid[NTHREADS], other;
  void* result;
  long i;

  Sem_init(&mutex, 0, 1);
  Sem_init(&detached, 0, 0);
  for (i = 0; i < NTHREADS; i++) {
    long* firstp = (long*)Malloc(sizeof(long));
    *firstp = i * NITERS;
    Pthread_create(&tid[i], NULL, sum, firstp);
  }
  for (i = 0; i < NTHREADS; i++) Pthread_join(tid[i], NULL);
  Pthread_create(&other, NULL, detach_itself, NULL);
  P(&detached);
  Pthread_create(&other, NULL, sleep_for_ever, NULL);
  Pthread_cancel(other);
  Pthread_join(other, &result);
  printf("%ld %s\n", total, result == PTHREAD_CANCELED ? "cancelled" : "ended");
  exit(0);
}

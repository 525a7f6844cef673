/* A function starts a thread with a job on the heap, which the thread frees.
 *
 * verdict:    none
 * primitives: atomic, malloc
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_int total;

static void* work(void* arg) {
  int amount = *(int*)arg;
  free(arg);
  atomic_fetch_add(&total, amount);
  return NULL;
}

static void start(pthread_t* worker, int amount) {
  int* job = malloc(sizeof *job);
  *job = amount;
  pthread_create(worker, NULL, work, job);
}

int main(void) {
  pthread_t first, second;
  start(&first, 1);
  start(&second, 2);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  assert(atomic_load(&total) == 3);
  return 0;
}

/* A function starts a thread with the address of its own local variable and
 * returns. Its frame is used again by the next call, and both threads do the
 * second job.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     500
 * primitives: plain, atomic
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int total;

static void* work(void* arg) {
  int amount = *(int*)arg;
  atomic_fetch_add(&total, amount);
  return NULL;
}

static void start(pthread_t* worker, int amount) {
  int job = amount;
  pthread_create(worker, NULL, work, &job);
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

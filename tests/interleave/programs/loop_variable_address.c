/* Threads get the address of the loop variable instead of its value; by the
 * time they look it has moved on.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     500
 * primitives: plain
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int visits[3];

static void* visit(void* arg) {
  int number = *(int*)arg;
  atomic_fetch_add(&visits[number], 1);
  return NULL;
}

int main(void) {
  pthread_t visitor[2];
  int i;
  for (i = 0; i < 2; i++) pthread_create(&visitor[i], NULL, visit, &i);
  pthread_join(visitor[0], NULL);
  pthread_join(visitor[1], NULL);
  assert(atomic_load(&visits[0]) == 1 && atomic_load(&visits[1]) == 1);
  return 0;
}

/* Threads get the value of the loop variable.
 *
 * verdict:    none
 * primitives: plain
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

static atomic_int visits[3];

static void* visit(void* arg) {
  int number = (int)(intptr_t)arg;
  atomic_fetch_add(&visits[number], 1);
  return NULL;
}

int main(void) {
  pthread_t visitor[2];
  for (int i = 0; i < 2; i++)
    pthread_create(&visitor[i], NULL, visit, (void*)(intptr_t)i);
  pthread_join(visitor[0], NULL);
  pthread_join(visitor[1], NULL);
  assert(atomic_load(&visits[0]) == 1 && atomic_load(&visits[1]) == 1);
  return 0;
}

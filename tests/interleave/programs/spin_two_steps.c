/* A home-made spin lock looks whether it is free and then takes it, in two
 * steps: two threads find it free and both are in.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     500
 * primitives: plain, atomic
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int taken;
static int counter;

static void enter(void) {
  while (atomic_load(&taken)) {
  }
  atomic_store(&taken, 1);
}

static void leave(void) { atomic_store(&taken, 0); }

static void* add(void* arg) {
  enter();
  counter++;
  leave();
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, add, NULL);
  pthread_create(&second, NULL, add, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  assert(counter == 2);
  return 0;
}

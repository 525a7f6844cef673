/* Each thread works out its half and adds up both; the barrier stands behind
 * the sum, where it is of no use. Who is quicker misses the other's half.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     500
 * primitives: plain, barrier
 */
#define _XOPEN_SOURCE 700
#include <assert.h>
#include <pthread.h>

static pthread_barrier_t halves_done;
static int half[2];
static int whole[2];

static void* add_up(void* arg) {
  int me = arg != NULL;
  half[me] = 1 + me;
  whole[me] = half[0] + half[1];
  pthread_barrier_wait(&halves_done);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_barrier_init(&halves_done, NULL, 2);
  pthread_create(&first, NULL, add_up, NULL);
  pthread_create(&second, NULL, add_up, half);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  pthread_barrier_destroy(&halves_done);
  assert(whole[0] == 3 && whole[1] == 3);
  return 0;
}

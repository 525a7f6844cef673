/* Two threads take a read lock and write: readers do not keep each other out,
 * and one of two increments is lost.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     500
 * primitives: plain, rwlock
 */
#define _XOPEN_SOURCE 700
#include <assert.h>
#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int visits;

static void* visit(void* arg) {
  pthread_rwlock_rdlock(&lock);
  visits++;
  pthread_rwlock_unlock(&lock);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, visit, NULL);
  pthread_create(&second, NULL, visit, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  assert(visits == 2);
  return 0;
}

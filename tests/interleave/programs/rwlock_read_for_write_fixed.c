/* Two threads that write take the write lock.
 *
 * verdict:    none
 * primitives: rwlock
 */
#define _XOPEN_SOURCE 700
#include <assert.h>
#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int visits;

static void* visit(void* arg) {
  pthread_rwlock_wrlock(&lock);
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

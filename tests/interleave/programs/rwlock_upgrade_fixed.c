/* A reader that finds the value missing gives up the read lock, takes the
 * write lock, and looks again before it writes.
 *
 * verdict:    none
 * primitives: rwlock
 */
#define _XOPEN_SOURCE 700
#include <assert.h>
#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int cached;

static int get(void) {
  pthread_rwlock_rdlock(&lock);
  int value = cached;
  pthread_rwlock_unlock(&lock);
  if (value == 0) {
    pthread_rwlock_wrlock(&lock);
    if (cached == 0) cached = 42;
    value = cached;
    pthread_rwlock_unlock(&lock);
  }
  return value;
}

static void* use(void* arg) {
  assert(get() == 42);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, use, NULL);
  pthread_create(&second, NULL, use, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

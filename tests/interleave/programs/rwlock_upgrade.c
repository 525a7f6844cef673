/* A reader that finds the value missing asks for the write lock while it still
 * holds the read lock: the writer waits for a reader that is itself.
 *
 * verdict:    deadlock
 * within:     500
 * primitives: rwlock
 */
#define _XOPEN_SOURCE 700
#include <assert.h>
#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int cached;

static int get(void) {
  pthread_rwlock_rdlock(&lock);
  if (cached == 0) {
    pthread_rwlock_wrlock(&lock);
    cached = 42;
  }
  int value = cached;
  pthread_rwlock_unlock(&lock);
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

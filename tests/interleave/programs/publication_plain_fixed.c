/* A value and the flag that announces it are written and read under a lock.
 *
 * verdict:    none
 * primitives: mutex
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int value;
static int ready;

static void* publish(void* arg) {
  pthread_mutex_lock(&lock);
  value = 42;
  ready = 1;
  pthread_mutex_unlock(&lock);
  return arg;
}

static void* look(void* arg) {
  pthread_mutex_lock(&lock);
  if (ready) assert(value == 42);
  pthread_mutex_unlock(&lock);
  return arg;
}

int main(void) {
  pthread_t writer, reader;
  pthread_create(&writer, NULL, publish, NULL);
  pthread_create(&reader, NULL, look, NULL);
  pthread_join(writer, NULL);
  pthread_join(reader, NULL);
  return 0;
}

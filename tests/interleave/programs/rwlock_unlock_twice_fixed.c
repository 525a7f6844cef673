/* A reader looks whether the other was quicker to write, and unlocks once,
 * whatever it saw.
 *
 * verdict:    none
 * primitives: rwlock
 */
#define _XOPEN_SOURCE 700
#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int written;
static int seen;

static void* read_it(void* arg) {
  pthread_rwlock_rdlock(&lock);
  seen = written;
  pthread_rwlock_unlock(&lock);
  return arg;
}

static void* write_it(void* arg) {
  pthread_rwlock_wrlock(&lock);
  written = 1;
  pthread_rwlock_unlock(&lock);
  return arg;
}

int main(void) {
  pthread_t reader, writer;
  pthread_create(&reader, NULL, read_it, NULL);
  pthread_create(&writer, NULL, write_it, NULL);
  pthread_join(reader, NULL);
  pthread_join(writer, NULL);
  if (seen && !written) return 1;
  return 0;
}

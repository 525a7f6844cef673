/* A reader unlocks where it returns early, and once more at the end; early is
 * when the other was quicker to write.
 *
 * verdict:    misuse
 * within:     500
 * primitives: rwlock
 */
#define _XOPEN_SOURCE 700
#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int written;

static void* read_it(void* arg) {
  pthread_rwlock_rdlock(&lock);
  if (written) pthread_rwlock_unlock(&lock);
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
  return 0;
}

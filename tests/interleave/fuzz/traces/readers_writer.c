// Two readers (R, and U for the unlock) and a writer share a lock.
//
// Only the two read locks commute. As in two_increments.c the readers alone
// make 4 classes: one after the other, 2; overlapping, 2 by whose unlock is
// first. The writer, who needs the lock for itself, comes before, between or
// after readers one after the other (3), before or after those that overlap
// (2): 2 * 3 + 2 * 2 = 10.
//
// traces: 10
#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;

static void* reader(void* unused) {
  pthread_rwlock_rdlock(&lock);
  pthread_rwlock_unlock(&lock);
  return unused;
}

static void* writer(void* unused) {
  pthread_rwlock_wrlock(&lock);
  pthread_rwlock_unlock(&lock);
  return unused;
}

int main(void) {
  pthread_t t[3];
  pthread_create(&t[0], NULL, reader, NULL);
  pthread_create(&t[1], NULL, reader, NULL);
  pthread_create(&t[2], NULL, writer, NULL);
  pthread_join(t[0], NULL);
  pthread_join(t[1], NULL);
  pthread_join(t[2], NULL);
  return 0;
}

/* Two threads copy between two tables, each under a lock for readers and
 * writers: one there, the other back. Both lock the left table first.
 *
 * verdict:    none
 * primitives: rwlock
 */
#define _XOPEN_SOURCE 700
#include <pthread.h>

struct table {
  pthread_rwlock_t lock;
  int content;
};

static struct table left = {PTHREAD_RWLOCK_INITIALIZER, 1};
static struct table right = {PTHREAD_RWLOCK_INITIALIZER, 2};

static void* there(void* arg) {
  pthread_rwlock_rdlock(&left.lock);
  pthread_rwlock_wrlock(&right.lock);
  right.content = left.content;
  pthread_rwlock_unlock(&right.lock);
  pthread_rwlock_unlock(&left.lock);
  return arg;
}

static void* back(void* arg) {
  pthread_rwlock_wrlock(&left.lock);
  pthread_rwlock_rdlock(&right.lock);
  left.content = right.content;
  pthread_rwlock_unlock(&right.lock);
  pthread_rwlock_unlock(&left.lock);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, there, NULL);
  pthread_create(&second, NULL, back, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

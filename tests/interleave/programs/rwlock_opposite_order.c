/* Two threads copy between two tables, each under a lock for readers and
 * writers: one there, the other back, the source locked first. Each has its
 * source, to read, and waits for its target, to write.
 *
 * verdict:    deadlock
 * also:       lock_order
 * within:     500
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

static void copy(struct table* from, struct table* to) {
  pthread_rwlock_rdlock(&from->lock);
  pthread_rwlock_wrlock(&to->lock);
  to->content = from->content;
  pthread_rwlock_unlock(&to->lock);
  pthread_rwlock_unlock(&from->lock);
}

static void* there(void* arg) {
  copy(&left, &right);
  return arg;
}

static void* back(void* arg) {
  copy(&right, &left);
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

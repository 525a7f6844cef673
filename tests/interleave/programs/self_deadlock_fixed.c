/* A function that holds a recursive mutex calls another one that locks it too.
 *
 * verdict:    none
 * primitives: recursive_mutex
 */
#define _XOPEN_SOURCE 700
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t lock;
static int items;

static int count(void) {
  pthread_mutex_lock(&lock);
  int now = items;
  pthread_mutex_unlock(&lock);
  return now;
}

static void* add_if_room(void* arg) {
  pthread_mutex_lock(&lock);
  if (count() < 1) items++;
  pthread_mutex_unlock(&lock);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutex_init(&lock, &attributes);
  pthread_mutexattr_destroy(&attributes);
  pthread_create(&first, NULL, add_if_room, NULL);
  pthread_create(&second, NULL, add_if_room, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  pthread_mutex_destroy(&lock);
  assert(items == 1);
  return 0;
}

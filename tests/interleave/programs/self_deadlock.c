/* A function that holds a normal mutex calls another one that locks it too:
 * the thread waits for itself.
 *
 * verdict:    deadlock
 * within:     500
 * primitives: mutex
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
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
  pthread_create(&first, NULL, add_if_room, NULL);
  pthread_create(&second, NULL, add_if_room, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  assert(items == 1);
  return 0;
}

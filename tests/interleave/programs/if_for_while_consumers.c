/* Two consumers wait with `if` instead of `while`. One is woken for an item,
 * but the other, which never had to wait, gets the lock first and takes it;
 * the woken one takes from an empty box.
 *
 * verdict:    assertion
 * within:     500
 * primitives: mutex, cond
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static int items;

static void* take(void* arg) {
  pthread_mutex_lock(&lock);
  if (items == 0) pthread_cond_wait(&filled, &lock);
  items--;
  assert(items >= 0);
  pthread_mutex_unlock(&lock);
  return arg;
}

static void* put(void* arg) {
  for (int i = 0; i < 2; i++) {
    pthread_mutex_lock(&lock);
    items++;
    pthread_cond_signal(&filled);
    pthread_mutex_unlock(&lock);
  }
  return arg;
}

int main(void) {
  pthread_t first, producer, second;
  pthread_create(&first, NULL, take, NULL);
  pthread_create(&producer, NULL, put, NULL);
  pthread_create(&second, NULL, take, NULL);
  pthread_join(first, NULL);
  pthread_join(producer, NULL);
  pthread_join(second, NULL);
  return 0;
}

/* Two threads take two locks in opposite orders, but main joins the first
 * before it starts the second: no run can deadlock, and the explorer, which
 * knows of start and join, does not warn.
 *
 * verdict:    none
 * primitives: mutex, join
 */
#include <pthread.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t b = PTHREAD_MUTEX_INITIALIZER;

static void* there(void* arg) {
  pthread_mutex_lock(&a);
  pthread_mutex_lock(&b);
  pthread_mutex_unlock(&b);
  pthread_mutex_unlock(&a);
  return arg;
}

static void* back(void* arg) {
  pthread_mutex_lock(&b);
  pthread_mutex_lock(&a);
  pthread_mutex_unlock(&a);
  pthread_mutex_unlock(&b);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, there, NULL);
  pthread_join(first, NULL);
  pthread_create(&second, NULL, back, NULL);
  pthread_join(second, NULL);
  return 0;
}

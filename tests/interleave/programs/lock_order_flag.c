/* Two threads take two locks in opposite orders. The second waits for a flag
 * until the first is through: no run deadlocks, and yet the order is wrong,
 * for nothing but that flag keeps the two apart.
 *
 * verdict:    lock_order
 * within:     500
 * primitives: mutex, atomic, yield
 * twin:       deadlock_ab_ba_fixed
 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t b = PTHREAD_MUTEX_INITIALIZER;
static atomic_int through;

static void* there(void* arg) {
  pthread_mutex_lock(&a);
  pthread_mutex_lock(&b);
  pthread_mutex_unlock(&b);
  pthread_mutex_unlock(&a);
  atomic_store(&through, 1);
  return arg;
}

static void* back(void* arg) {
  while (!atomic_load(&through)) sched_yield();
  pthread_mutex_lock(&b);
  pthread_mutex_lock(&a);
  pthread_mutex_unlock(&a);
  pthread_mutex_unlock(&b);
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

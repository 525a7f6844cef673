/* A spin lock covers the counter's read and its write.
 *
 * verdict:    none
 * primitives: spin
 */
#define _XOPEN_SOURCE 700
#include <assert.h>
#include <pthread.h>

static pthread_spinlock_t lock;
static int counter;

static void* add(void* arg) {
  for (int i = 0; i < 2; i++) {
    pthread_spin_lock(&lock);
    int seen = counter;
    counter = seen + 1;
    pthread_spin_unlock(&lock);
  }
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE);
  pthread_create(&first, NULL, add, NULL);
  pthread_create(&second, NULL, add, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  assert(counter == 4);
  pthread_spin_destroy(&lock);
  return 0;
}

/* A key's destructor adds a thread's count to the total under a lock.
 *
 * verdict:    none
 * primitives: mutex, key
 */
#include <assert.h>
#include <pthread.h>
#include <stdint.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_key_t key;
static int total;

static void add_to_total(void* count) {
  pthread_mutex_lock(&lock);
  total += (int)(intptr_t)count;
  pthread_mutex_unlock(&lock);
}

static void* work(void* arg) {
  pthread_setspecific(key, (void*)(intptr_t)5);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_key_create(&key, add_to_total);
  pthread_create(&first, NULL, work, NULL);
  pthread_create(&second, NULL, work, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  assert(total == 10);
  return 0;
}

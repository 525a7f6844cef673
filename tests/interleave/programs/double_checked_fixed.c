/* Double-checked initialisation done right: the pointer is atomic, stored with
 * release order when the object is ready, loaded with acquire order.
 *
 * verdict:    none
 * primitives: plain, atomic, mutex
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

struct settings {
  int port;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct settings storage;
static struct settings* _Atomic settings;

static struct settings* get(void) {
  struct settings* seen = atomic_load_explicit(&settings, memory_order_acquire);
  if (seen == NULL) {
    pthread_mutex_lock(&lock);
    seen = atomic_load_explicit(&settings, memory_order_relaxed);
    if (seen == NULL) {
      storage.port = 8080;
      seen = &storage;
      atomic_store_explicit(&settings, seen, memory_order_release);
    }
    pthread_mutex_unlock(&lock);
  }
  return seen;
}

static void* use(void* arg) {
  assert(get()->port == 8080);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, use, NULL);
  pthread_create(&second, NULL, use, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

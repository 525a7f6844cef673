/* Double-checked initialisation that sets the pointer before it fills the
 * object: a thread that finds the pointer set uses an empty object.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     500
 * primitives: plain, mutex
 * twin:       double_checked_fixed
 */
#include <assert.h>
#include <pthread.h>

struct settings {
  int port;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct settings storage;
static struct settings* settings;

static struct settings* get(void) {
  if (settings == NULL) {
    pthread_mutex_lock(&lock);
    if (settings == NULL) {
      settings = &storage;
      settings->port = 8080;
    }
    pthread_mutex_unlock(&lock);
  }
  return settings;
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

/* Double-checked initialisation with a plain pointer. The first check is
 * outside the lock, so nothing orders it after the initialisation it sees: a
 * data race, though step by step every reader gets a finished object.
 *
 * verdict:    data_race
 * within:     500
 * primitives: plain, mutex
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
      storage.port = 8080;
      settings = &storage;
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

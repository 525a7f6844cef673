/* Thread-specific data: values are a thread's own, destructors run at its
   end, again if they set values. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

static pthread_key_t key;
static pthread_key_t early;
static int destroyed;
static int rearmed;
static int early_value = 7;

__attribute__((constructor)) static void before_main(void) {
  pthread_key_create(&early, NULL);
  pthread_setspecific(early, &early_value);
}

/* Both threads may be at their ends at once. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void destroy(void* value) {
  pthread_mutex_lock(&mutex);
  destroyed++;
  if (*(int*)value > 0) {
    --*(int*)value;
    rearmed++;
    pthread_setspecific(key, value);
  }
  pthread_mutex_unlock(&mutex);
}

static void* use(void* value) {
  assert(pthread_getspecific(key) == NULL);
  assert(pthread_getspecific(early) == NULL);
  pthread_setspecific(key, value);
  assert(pthread_getspecific(key) == value);
  return NULL;
}

int main(void) {
  pthread_t threads[2];
  int values[2] = {2, 100};
  assert(pthread_getspecific(early) == &early_value);
  assert(pthread_key_create(&key, destroy) == 0);
  for (int i = 0; i < 2; i++) {
    pthread_create(&threads[i], NULL, use, &values[i]);
  }
  for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
  assert(pthread_key_delete(key) == 0);
  assert(pthread_key_delete(key) == EINVAL);
  assert(pthread_setspecific(key, values) == EINVAL);
  printf("destroyed %d rearmed %d\n", destroyed, rearmed);
  return 0;
}

/* Each thread allocates its own value for the key; the key's destructor frees
 * it.
 *
 * verdict:    none
 * primitives: key, malloc
 */
#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

static pthread_key_t key;

static void* work(void* arg) {
  int* slot = malloc(sizeof *slot);
  int me = (int)(intptr_t)arg;
  pthread_setspecific(key, slot);
  *slot = me;
  int* mine = pthread_getspecific(key);
  assert(*mine == me);
  return NULL;
}

int main(void) {
  pthread_t first, second;
  pthread_key_create(&key, free);
  pthread_create(&first, NULL, work, (void*)(intptr_t)1);
  pthread_create(&second, NULL, work, (void*)(intptr_t)2);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  pthread_key_delete(key);
  return 0;
}

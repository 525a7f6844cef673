/* The last of two users frees a buffer; giving up a share and learning whether
 * it was the last is one step.
 *
 * verdict:    none
 * primitives: mutex, malloc
 */
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int users = 2;
static char* buffer;

static int leave(void) {
  pthread_mutex_lock(&lock);
  int left = --users;
  pthread_mutex_unlock(&lock);
  return left;
}

static void* finish(void* arg) {
  if (leave() == 0) free(buffer);
  return arg;
}

int main(void) {
  pthread_t first, second;
  buffer = malloc(16);
  pthread_create(&first, NULL, finish, NULL);
  pthread_create(&second, NULL, finish, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

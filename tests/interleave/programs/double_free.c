/* The last of two users frees a buffer. Each gives up its share in one
 * critical section and asks in another whether any are left: both find none.
 *
 * verdict:    memory_error
 * within:     500
 * primitives: mutex, malloc
 */
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int users = 2;
static char* buffer;

static void leave(void) {
  pthread_mutex_lock(&lock);
  users--;
  pthread_mutex_unlock(&lock);
}

static int nobody_left(void) {
  pthread_mutex_lock(&lock);
  int empty = users == 0;
  pthread_mutex_unlock(&lock);
  return empty;
}

static void* finish(void* arg) {
  leave();
  if (nobody_left()) free(buffer);
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

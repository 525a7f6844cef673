/* The check of a pointer and its use are one critical section, and the thread
 * that clears it takes the same lock.
 *
 * verdict:    none
 * primitives: mutex
 */
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int score = 7;
static int* current = &score;

static void* show(void* arg) {
  pthread_mutex_lock(&lock);
  if (current != NULL) printf("score %d\n", *current);
  pthread_mutex_unlock(&lock);
  return arg;
}

static void* clear(void* arg) {
  pthread_mutex_lock(&lock);
  current = NULL;
  pthread_mutex_unlock(&lock);
  return arg;
}

int main(void) {
  pthread_t reader, writer;
  pthread_create(&reader, NULL, show, NULL);
  pthread_create(&writer, NULL, clear, NULL);
  pthread_join(reader, NULL);
  pthread_join(writer, NULL);
  return 0;
}

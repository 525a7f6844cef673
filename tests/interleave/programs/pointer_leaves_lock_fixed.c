/* A reader fetches a pointer and follows it under the lock under which the
 * other thread replaces and frees the object.
 *
 * verdict:    none
 * primitives: mutex, malloc
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int* latest;

static void* read_latest(void* arg) {
  pthread_mutex_lock(&lock);
  int value = *latest;
  pthread_mutex_unlock(&lock);
  printf("latest %d\n", value);
  return arg;
}

static void* replace(void* arg) {
  int* newer = calloc(1, sizeof *newer);
  pthread_mutex_lock(&lock);
  free(latest);
  latest = newer;
  pthread_mutex_unlock(&lock);
  return arg;
}

int main(void) {
  pthread_t reader, writer;
  latest = calloc(1, sizeof *latest);
  pthread_create(&reader, NULL, read_latest, NULL);
  pthread_create(&writer, NULL, replace, NULL);
  pthread_join(reader, NULL);
  pthread_join(writer, NULL);
  free(latest);
  return 0;
}

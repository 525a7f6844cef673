/* Main sets the pointer first and then starts the thread that uses it.
 *
 * verdict:    none
 * primitives: plain
 */
#include <pthread.h>
#include <stdio.h>

static int limit = 10;
static int* config;

static void* work(void* arg) {
  printf("limit %d\n", *config);
  return arg;
}

int main(void) {
  pthread_t worker;
  config = &limit;
  pthread_create(&worker, NULL, work, NULL);
  pthread_join(worker, NULL);
  return 0;
}

/* Main starts a thread and only then sets the pointer that the thread uses; if
 * the thread is quicker, it goes through NULL.
 *
 * verdict:    crash
 * also:       data_race
 * within:     500
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
  pthread_create(&worker, NULL, work, NULL);
  config = &limit;
  pthread_join(worker, NULL);
  return 0;
}

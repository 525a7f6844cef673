/* One thread checks a pointer and then uses it; between the two the other
 * thread sets it to NULL, and the first one crashes.
 *
 * verdict:    crash
 * also:       data_race
 * within:     500
 * primitives: plain
 */
#include <pthread.h>
#include <stdio.h>

static int score = 7;
static int* current = &score;

static void* show(void* arg) {
  if (current != NULL) printf("score %d\n", *current);
  return arg;
}

static void* clear(void* arg) {
  current = NULL;
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

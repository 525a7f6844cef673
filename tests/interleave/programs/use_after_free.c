/* Main frees a buffer before it has joined the thread that reads it.
 *
 * verdict:    memory_error
 * within:     500
 * primitives: malloc
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static void* show(void* arg) {
  int* marks = arg;
  printf("%d marks\n", marks[0] + marks[1]);
  return NULL;
}

int main(void) {
  pthread_t reader;
  int* marks = calloc(2, sizeof *marks);
  pthread_create(&reader, NULL, show, marks);
  free(marks);
  pthread_join(reader, NULL);
  return 0;
}

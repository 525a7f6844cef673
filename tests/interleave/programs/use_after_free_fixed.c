/* Main joins the thread that reads a buffer and then frees it.
 *
 * verdict:    none
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
  pthread_join(reader, NULL);
  free(marks);
  return 0;
}

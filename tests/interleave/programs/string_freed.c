/* Main frees a text before it has joined the thread that prints it: printf
 * reads it, not the program itself.
 *
 * verdict:    memory_error
 * within:     500
 * primitives: malloc
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void* show(void* arg) {
  printf("%d: %s\n", 1, (const char*)arg);
  return NULL;
}

int main(void) {
  pthread_t shower;
  char* text = strdup("to be shown");
  pthread_create(&shower, NULL, show, text);
  free(text);
  pthread_join(shower, NULL);
  return 0;
}

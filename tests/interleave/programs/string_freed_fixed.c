/* string_freed.c with the text freed after the join.
 *
 * verdict:    none
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
  pthread_join(shower, NULL);
  free(text);
  return 0;
}

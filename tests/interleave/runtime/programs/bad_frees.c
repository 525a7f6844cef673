/* Released is what is no block of the heap: the first argument tells what. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int global[4];

/* The compiler would warn of the others. */
static void* hidden(void* pointer) {
  void* volatile copy = pointer;
  return copy;
}

static void release(const char* what) {
  int local[4] = {0};
  char* block = malloc(100);
  if (strcmp(what, "local") == 0) free(hidden(local));
  if (strcmp(what, "global") == 0) free(hidden(global));
  if (strcmp(what, "middle") == 0) free(hidden(block + 16));
  if (strcmp(what, "enlarge") == 0) block = realloc(hidden(global), 8);
  if (strcmp(what, "enlarge middle") == 0) {
    memset(block, -1, 100);
    block = realloc(hidden(block + 32), 200);
  }
  free(block);
}

int main(int argc, char** argv) {
  char* text = NULL;
  size_t size = 0;
  release(argc > 1 ? argv[1] : "");
  FILE* stream = open_memstream(&text, &size);
  fprintf(stream, "released");
  fclose(stream);
  puts(text);
  free(text);
  return 0;
}

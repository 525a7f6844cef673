// Changes what it was started with: the next schedule must not see it.
#include <assert.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char** argv) {
  assert(argc == 2);
  assert(strcmp(argv[1], "one,two") == 0);
  assert(strcmp(strtok(argv[1], ","), "one") == 0);
  argv[1] = argv[0];
  char* path = getenv("PATH");
  assert(path != NULL && *path != '\0');
  *path = '\0';
  return 0;
}

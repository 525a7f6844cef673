/* A growing array. */
#include "csapp.h"

int main(void) {
  size_t i, n = 4;
  long sum = 0;
  int* numbers = (int*)Calloc(n, sizeof(int));
  char* name = (char*)Malloc(8);

  strcpy(name, "sum");
  for (i = 0; i < 100; i++) {
    if (i == n) numbers = (int*)Realloc(numbers, (n *= 2) * sizeof(int));
    numbers[i] = (int)i;
  }
  for (i = 0; i < 100; i++) sum += numbers[i];
  printf("%s %ld\n", name, sum);
  Free(name);
  Free(numbers);
  return 0;
}

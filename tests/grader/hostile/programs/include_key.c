// Attack:  has the compiler quote a file of the grader's machine
// Lab:     fork
// Defence: hidden-files
// Without: leak
#define HIDDEN "@FOLDER@/key"
#include HIDDEN
int main(void) { return 0; }

// Attack:  is the solution, as it lies about on the grader's machine
// Lab:     fork
// Defence: hidden-files
// Without: points
// Only:    stop
#define HIDDEN "@FOLDER@/solution.c"
#include HIDDEN

// Attack:  executes the solution's program, which lies about
// Lab:     fork
// Defence: hidden-files
// Without: points
// Only:    stop
#include <unistd.h>

int main(int argc, char** argv) {
  (void)argc;
  execv("@FOLDER@/program", argv);
  return 1;
}

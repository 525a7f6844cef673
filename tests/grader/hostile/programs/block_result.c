// Attack:  forges the result file; where that is replaced, a folder is not
// Lab:     fork
// Defence: hidden-files
// Without: no-result
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
  mkdir("@FOLDER@/results/document", 0777);
  mkdir("@FOLDER@/results/document/x", 0777);
  return 1;
}

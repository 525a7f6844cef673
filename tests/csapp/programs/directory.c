/* Counts the entries of a directory. */
#include "csapp.h"

int main(int argc, char** argv) {
  DIR* streamp;
  struct dirent* dep;
  int count = 0;

  if (argc != 2) app_error((char*)"usage: directory <path>");
  streamp = Opendir(argv[1]);
  errno = 0;
  while ((dep = Readdir(streamp)) != NULL)
    if (dep->d_name[0] != '.') count++;
  if (errno != 0) unix_error((char*)"readdir error");
  Closedir(streamp);
  printf("%d entries\n", count);
  exit(0);
}

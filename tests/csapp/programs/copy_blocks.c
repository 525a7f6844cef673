/* Copies a file to stdout by Unix I/O, whole, then by halves, and tells about
 * it. */
#include "csapp.h"

int main(int argc, char** argv) {
  struct stat by_name, by_fd;
  char buf[MAXBUF];
  ssize_t n;
  rio_t rio;
  int fd;

  if (argc != 2) app_error((char*)"usage: copy_blocks <file>");
  Stat(argv[1], &by_name);
  fd = Open(argv[1], O_RDONLY, 0);
  Fstat(fd, &by_fd);
  printf("%s, %d bytes\n", S_ISREG(by_name.st_mode) ? "regular" : "other",
         (int)by_fd.st_size);
  fflush(stdout);

  while ((n = Read(fd, buf, 2)) > 0) Write(STDOUT_FILENO, buf, (size_t)n);

  Lseek(fd, 0, SEEK_SET);
  Dup2(fd, STDIN_FILENO);
  Close(fd);
  n = Rio_readn(STDIN_FILENO, buf, (size_t)by_fd.st_size / 2);
  Rio_writen(STDOUT_FILENO, buf, (size_t)n);
  Rio_readinitb(&rio, STDIN_FILENO);
  n = Rio_readnb(&rio, buf, MAXBUF);
  Rio_writen(STDOUT_FILENO, buf, (size_t)n);
  return 0;
}

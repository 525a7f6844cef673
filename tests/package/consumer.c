/* A program in C that uses an installed csapp: reads a line from a pipe. */
#include <csapp.h>

int main(void) {
  char line[MAXLINE];
  int ends[2];
  rio_t rio;

  if (pipe(ends) < 0) unix_error("pipe error");
  Rio_writen(ends[1], "one line\n", 9);
  Rio_readinitb(&rio, ends[0]);
  if (Rio_readlineb(&rio, line, sizeof line) != 9) app_error("short line");
  Sio_puts(line);
  return 0;
}

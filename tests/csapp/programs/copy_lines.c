/* Copies text from stdin to stdout, a line at a time. */
#include "csapp.h"

int main(void) {
  ssize_t n;
  rio_t rio;
  char buf[MAXLINE];

  Rio_readinitb(&rio, STDIN_FILENO);
  while ((n = Rio_readlineb(&rio, buf, MAXLINE)) != 0)
    Rio_writen(STDOUT_FILENO, buf, (size_t)n);

  rio_readinitb(&rio, STDIN_FILENO);
  if (rio_readlineb(&rio, buf, MAXLINE) != 0 || rio_readnb(&rio, buf, 1) != 0 ||
      rio_readn(STDIN_FILENO, buf, 1) != 0)
    app_error((char*)"not at the end");
  if (rio_writen(STDOUT_FILENO, buf, 0) != 0) app_error((char*)"rio_writen");
  return 0;
}

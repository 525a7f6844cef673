/* A program that defines some of the functions itself: it links, and what the
 * library reports does not go through the program's own unix_error.
 */
#include "csapp.h"

#ifdef __cplusplus
#define TEXT const char*
extern "C" {
#else
#define TEXT char*
#endif

void unix_error(TEXT msg) { printf("own unix_error: %s\n", msg); }

pid_t Fork(void) {
  puts("own Fork");
  return 0;
}

handler_t* Signal(int signum, handler_t* handler) {
  printf("own Signal %d\n", signum);
  return handler;
}

ssize_t rio_readn(int fd, void* usrbuf, size_t n) {
  printf("own rio_readn %d\n", fd);
  memset(usrbuf, 0, n);
  return 1;
}

int open_listenfd(TEXT port) {
  printf("own open_listenfd %s\n", port);
  return 7;
}

#ifdef __cplusplus
}
#endif

int main(void) {
  char byte, port[] = "http", what[] = "called";
  Fork();
  Signal(SIGCHLD, SIG_DFL);
  unix_error(what);
  printf("%d\n", (int)Rio_readn(5, &byte, 1));
  printf("%d\n", Open_listenfd(port));
  Close(-1); /* fails: exits, past our unix_error */
  return 0;
}

/* Ends through the error function named on the command line. */
#include "csapp.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: %s <function>\n", argv[0]);
    exit(0);
  }
  if (!strcmp(argv[1], "unix")) {
    errno = EACCES;
    unix_error(argv[1]);
  }
  if (!strcmp(argv[1], "posix")) posix_error(EAGAIN, argv[1]);
  if (!strcmp(argv[1], "gai")) gai_error(EAI_NONAME, argv[1]);
  if (!strcmp(argv[1], "dns")) dns_error(argv[1]);
  app_error(argv[1]);
  return 0;
}

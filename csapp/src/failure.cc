#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export.hh"

// A dead server must not look successful: the status is 1, not 0.
void csapp_fail_app(const char* what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

void csapp_fail_posix(int code, const char* what) {
  fprintf(stderr, "%s: %s\n", what, strerror(code));
  exit(1);
}

void csapp_fail_unix(const char* what) { csapp_fail_posix(errno, what); }

void csapp_fail_gai(int code, const char* what) {
  fprintf(stderr, "%s: %s\n", what, gai_strerror(code));
  exit(1);
}

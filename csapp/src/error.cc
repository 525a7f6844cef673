#include "csapp/error.h"

#include "export.hh"

CSAPP_PUBLIC void unix_error(const char* msg) { csapp_fail_unix(msg); }

CSAPP_PUBLIC void posix_error(int code, const char* msg) {
  csapp_fail_posix(code, msg);
}

CSAPP_PUBLIC void app_error(const char* msg) { csapp_fail_app(msg); }

CSAPP_PUBLIC void dns_error(const char* msg) { csapp_fail_app(msg); }

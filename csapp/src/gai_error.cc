// Includes neither csapp/error.h nor netdb.h: what they declare by the name of
// gai_error in C++ has other types than the symbol that C programs link to.
#include "export.hh"

CSAPP_PUBLIC void gai_error(int code, const char* msg) {
  csapp_fail_gai(code, msg);
}

// What gai_error is called in C++, and in C under _GNU_SOURCE.
CSAPP_PUBLIC void csapp_gai_error(int code, const char* msg) {
  csapp_fail_gai(code, msg);
}

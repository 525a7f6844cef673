/* glibc has a gai_error of its own under _GNU_SOURCE, always on in C++: ours
 * has to win however the header is included. Prints a line, exits with 1.
 */
#if defined __cplusplus && defined INCLUDE_INSIDE_EXTERN_C
extern "C" {
#include "csapp.h"
}
#else
#include "csapp.h"
#endif

int main(int argc, char** argv) {
  char message[] = "gai";
  (void)argv;
  if (argc > 1) Getaddrinfo("127.0.0.1", "not a service", NULL, NULL);
  gai_error(EAI_NONAME, message);
  return 0;
}

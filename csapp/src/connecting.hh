// connect(2) that a signal does not break off.
#ifndef CSAPP_CONNECTING_HH
#define CSAPP_CONNECTING_HH

#include <sys/socket.h>

// As connect(2), but never fails with EINTR: an interrupted attempt goes on in
// the kernel, where a second connect would meet EALREADY, so this waits for
// its end. Blocks. Errors: -1 and the errno of the attempt.
extern "C" int csapp_connect(int fd, const sockaddr* address, socklen_t length);

#endif

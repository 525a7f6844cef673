/* Endpoints: connected and listening sockets from a host and a port.
 *
 * A port is decimal digits up to 65535; anything else is -2. Descriptors are
 * the caller's to close, and closed in exec'd programs (close-on-exec).
 *
 * Thread: any. Blocks: open_clientfd, on name servers and while connecting.
 * Source: CS:APP 3e, section 11.4.8; RFC 3493 for dual-stack sockets.
 */
#ifndef CSAPP_ENDPOINT_H
#define CSAPP_ENDPOINT_H

#include "csapp/constness.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Connects to the first address of `hostname` that answers, IPv6 or IPv4:
 * the connected descriptor. A signal does not end an attempt.
 * Errors: -1 with the errno of the last attempt, as ECONNREFUSED; -2, with a
 * line "getaddrinfo failed (host:port): reason" on stderr, when the name or
 * the port does not resolve. */
int open_clientfd(CSAPP_CONST char* hostname, CSAPP_CONST char* port);

/* Listens on a port of every local address, on IPv6 and IPv4 with one socket
 * where the system has IPv6, else on IPv4; SO_REUSEADDR, backlog LISTENQ. Port
 * "0" picks a free one. Returns the listening descriptor.
 * Errors: -1 and errno, as EADDRINUSE, EACCES; -2, with a line "getaddrinfo
 * failed (port P): reason" on stderr, when the port is not one. */
int open_listenfd(CSAPP_CONST char* port);

/* The same, ending the process with status 1 on failure: "Open_clientfd
 * error: reason" for -1; for -2 the line that is already there is all. Each
 * calls the lower-case function by its public name. */
int Open_clientfd(CSAPP_CONST char* hostname, CSAPP_CONST char* port);
int Open_listenfd(CSAPP_CONST char* port);

#ifdef __cplusplus
}
#endif

#endif

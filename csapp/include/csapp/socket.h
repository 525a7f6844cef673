/* Sockets: wrappers that end the process on failure.
 *
 * On failure each prints "Name error: reason" on stderr and exits with 1: not
 * for a process that serves more than one client. Descriptors are the caller's
 * to close, and are inherited by exec'd programs.
 *
 * Thread: any. Blocks: Accept and Connect, on blocking sockets.
 * Source: CS:APP 3e, section 11.4; socket(2), accept(2), connect(2).
 */
#ifndef CSAPP_SOCKET_H
#define CSAPP_SOCKET_H

#ifdef __cplusplus
extern "C++" {
#endif
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/types.h>
#ifdef __cplusplus
}
#endif

#include "csapp/constness.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The generic address that bind, connect and accept are passed. */
typedef struct sockaddr SA;

/* Connections that may wait to be accepted: the backlog for Listen. */
#define LISTENQ 1024

/* Creates a socket: its descriptor.
 * Errors: exits ("Socket error"), as on EAFNOSUPPORT, EMFILE. */
int Socket(int domain, int type, int protocol);

/* Sets an option from `optlen` bytes at `optval`.
 * Errors: exits ("Setsockopt error"), as on ENOPROTOOPT. */
void Setsockopt(int s, int level, int optname, const void* optval, int optlen);

/* Gives the socket an address of `addrlen` bytes.
 * Errors: exits ("Bind error"), as on EADDRINUSE, EACCES. */
void Bind(int sockfd, CSAPP_CONST struct sockaddr* my_addr, int addrlen);

/* Makes the socket accept connections. Errors: exits ("Listen error"). */
void Listen(int s, int backlog);

/* Takes the next connection: its descriptor. Retried on EINTR. The peer's
 * address goes to `*addr`, cut off at `*addrlen` bytes; then `*addrlen` is its
 * true length. An IPv4 peer of a dual-stack socket is shown as AF_INET, not as
 * a v4-mapped IPv6 address (getpeername(2) does not do that). Both may be NULL.
 * Errors: exits ("Accept error"), as on ECONNABORTED, EMFILE. */
int Accept(int s, struct sockaddr* addr, socklen_t* addrlen);

/* Connects to an address of `addrlen` bytes. A signal does not end the
 * attempt. Errors: exits ("Connect error"), as on ECONNREFUSED, ETIMEDOUT. */
void Connect(int sockfd, CSAPP_CONST struct sockaddr* serv_addr, int addrlen);

#ifdef __cplusplus
}
#endif

#endif

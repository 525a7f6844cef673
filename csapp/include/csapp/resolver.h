/* Names and addresses: wrappers that end the process on failure.
 *
 * Thread: any, but Gethostbyname and Gethostbyaddr: one thread at a time, for
 * their result is static. Blocks: the Get functions, on name servers, unless
 * numeric flags are given.
 * Source: CS:APP 3e, sections 11.3 and 11.4.7; getaddrinfo(3), inet_pton(3).
 */
#ifndef CSAPP_RESOLVER_H
#define CSAPP_RESOLVER_H

#ifdef __cplusplus
extern "C++" {
#endif
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/types.h>
#ifdef __cplusplus
}
extern "C" {
#endif

/* Why gethostbyname or gethostbyaddr failed, per thread. netdb.h hides it
 * under -D_XOPEN_SOURCE=700. */
#ifndef h_errno
#ifdef __GLIBC__
extern int* __h_errno_location(void);
#define h_errno (*__h_errno_location())
#else
extern int h_errno;
#endif
#endif

/* Resolves a name and a service to a list in `*res`, the caller's to give to
 * Freeaddrinfo. Errors: exits ("Getaddrinfo error: " and gai_strerror's). */
void Getaddrinfo(const char* node, const char* service,
                 const struct addrinfo* hints, struct addrinfo** res);

/* Turns an address into text, NUL-terminated within `hostlen` and `servlen`.
 * Errors: exits ("Getnameinfo error: " and gai_strerror's). */
void Getnameinfo(const struct sockaddr* sa, socklen_t salen, char* host,
                 size_t hostlen, char* serv, size_t servlen, int flags);

/* Frees a list of Getaddrinfo. Errors: none. */
void Freeaddrinfo(struct addrinfo* res);

/* Writes an address as text to the `size` bytes at `dst`.
 * Errors: exits ("Inet_ntop error: reason"), as on ENOSPC, EAFNOSUPPORT. */
void Inet_ntop(int af, const void* src, char* dst, socklen_t size);

/* Reads an address from text, network byte order, into `*dst`. Errors: exits
 * ("inet_pton error: invalid dotted-decimal address" for bad text, "Inet_pton
 * error: reason" for EAFNOSUPPORT). */
void Inet_pton(int af, const char* src, void* dst);

/* Looks an IPv4 host up by name; the result is static, valid until the next
 * call. Errors: exits ("Gethostbyname error"); h_errno. */
struct hostent* Gethostbyname(const char* name);

/* Looks a host up by an address of `len` bytes; the result is static, valid
 * until the next call. Errors: exits ("Gethostbyaddr error"); h_errno. */
struct hostent* Gethostbyaddr(const char* addr, int len, int type);

#ifdef __cplusplus
}
#endif

#endif

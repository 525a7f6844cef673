#include "csapp/resolver.h"

#include "export.hh"

CSAPP_PUBLIC void Getaddrinfo(const char* node, const char* service,
                              const struct addrinfo* hints,
                              struct addrinfo** res) {
  const int code = getaddrinfo(node, service, hints, res);
  if (code != 0) csapp_fail_gai(code, "Getaddrinfo error");
}

CSAPP_PUBLIC void Getnameinfo(const struct sockaddr* sa, socklen_t salen,
                              char* host, size_t hostlen, char* serv,
                              size_t servlen, int flags) {
  const int code = getnameinfo(sa, salen, host, static_cast<socklen_t>(hostlen),
                               serv, static_cast<socklen_t>(servlen), flags);
  if (code != 0) csapp_fail_gai(code, "Getnameinfo error");
}

CSAPP_PUBLIC void Freeaddrinfo(struct addrinfo* res) { freeaddrinfo(res); }

CSAPP_PUBLIC void Inet_ntop(int af, const void* src, char* dst,
                            socklen_t size) {
  if (inet_ntop(af, src, dst, size) == nullptr) {
    csapp_fail_unix("Inet_ntop error");
  }
}

CSAPP_PUBLIC void Inet_pton(int af, const char* src, void* dst) {
  const int result = inet_pton(af, src, dst);
  if (result < 0) csapp_fail_unix("Inet_pton error");
  if (result == 0) {
    csapp_fail_app("inet_pton error: invalid dotted-decimal address");
  }
}

CSAPP_PUBLIC struct hostent* Gethostbyname(const char* name) {
  struct hostent* host = gethostbyname(name);
  if (host == nullptr) csapp_fail_app("Gethostbyname error");
  return host;
}

CSAPP_PUBLIC struct hostent* Gethostbyaddr(const char* addr, int len,
                                           int type) {
  struct hostent* host = gethostbyaddr(addr, static_cast<socklen_t>(len), type);
  if (host == nullptr) csapp_fail_app("Gethostbyaddr error");
  return host;
}

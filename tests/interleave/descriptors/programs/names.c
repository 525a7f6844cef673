// getaddrinfo and getnameinfo.
#include "check.h"

#include <netdb.h>

static int same(const char* a, const char* b) { return strcmp(a, b) == 0; }

int main(void) {
  struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM};
  struct addrinfo* list;
  char host[64];
  char service[64];
  assert(getaddrinfo("localhost", "8080", &hints, &list) == 0);
  struct sockaddr_in* in = (struct sockaddr_in*)list->ai_addr;
  assert(list->ai_next == 0 && list->ai_socktype == SOCK_STREAM);
  assert(list->ai_addrlen == sizeof *in && in->sin_port == htons(8080));
  assert(in->sin_addr.s_addr == htonl(INADDR_LOOPBACK));
  assert(getnameinfo(list->ai_addr, list->ai_addrlen, host, sizeof host,
                     service, sizeof service,
                     NI_NUMERICHOST | NI_NUMERICSERV) == 0);
  assert(same(host, "127.0.0.1") && same(service, "8080"));
  freeaddrinfo(list);
  hints.ai_flags = AI_PASSIVE;
  assert(getaddrinfo(0, "0", &hints, &list) == 0);
  in = (struct sockaddr_in*)list->ai_addr;
  assert(in->sin_addr.s_addr == htonl(INADDR_ANY) && in->sin_port == 0);
  freeaddrinfo(list);
  hints.ai_flags = AI_NUMERICHOST;
  assert(getaddrinfo("1.2.3.4", 0, &hints, &list) == 0);
  freeaddrinfo(list);
  assert(getaddrinfo("nowhere", "80", &hints, &list) == EAI_NONAME);
  assert(getaddrinfo(0, 0, &hints, &list) == EAI_NONAME);
  hints.ai_flags = AI_NUMERICSERV;
  assert(getaddrinfo("127.0.0.1", "http", &hints, &list) == EAI_NONAME);
  return 0;
}

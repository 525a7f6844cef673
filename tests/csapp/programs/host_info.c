/* Prints the IPv4 addresses of a name, by the new interface and the old. */
#include "csapp.h"

int main(int argc, char** argv) {
  struct addrinfo *p, *listp, hints;
  char buf[MAXLINE];
  struct hostent* hostp;
  struct in_addr addr;

  if (argc != 2) {
    fprintf(stderr, "usage: %s <domain name>\n", argv[0]);
    exit(0);
  }
  memset(&hints, 0, sizeof(struct addrinfo));
  hints.ai_family = AF_INET;
  hints.ai_socktype = SOCK_STREAM;
  Getaddrinfo(argv[1], NULL, &hints, &listp);
  for (p = listp; p; p = p->ai_next) {
    Getnameinfo(p->ai_addr, p->ai_addrlen, buf, MAXLINE, NULL, 0,
                NI_NUMERICHOST);
    printf("%s\n", buf);
  }
  Freeaddrinfo(listp);

  hostp = Gethostbyname(argv[1]);
  addr.s_addr = ((struct in_addr*)*hostp->h_addr_list)->s_addr;
  printf("%s\n", inet_ntoa(addr));
  hostp = Gethostbyaddr((const char*)&addr, sizeof(addr), AF_INET);
  printf("%s\n", hostp->h_name[0] != '\0' ? "named" : "not named");
  exit(0);
}

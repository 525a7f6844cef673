/* Prints a hexadecimal address in dotted-decimal notation, and back. */
#include "csapp.h"

int main(int argc, char** argv) {
  struct in_addr inaddr;
  uint32_t addr;
  char buf[MAXBUF];

  if (argc != 2) {
    fprintf(stderr, "usage: %s <hex number>\n", argv[0]);
    exit(0);
  }
  sscanf(argv[1], "%x", &addr);
  inaddr.s_addr = htonl(addr);
  Inet_ntop(AF_INET, &inaddr, buf, MAXBUF);
  printf("%s ", buf);
  Inet_pton(AF_INET, buf, &inaddr);
  printf("0x%x\n", ntohl(inaddr.s_addr));
  exit(0);
}

/* A correct echo server: one thread, poll, two clients.
 *
 * verdict:    none
 * primitives: poll, csapp, sockets
 * options:    --client one.client --client two.client
 */
#define _GNU_SOURCE
#include <poll.h>

#include "csapp.h"

static struct pollfd entry[3];
static nfds_t entries;
static int gone;

static void add(int fd) {
  entry[entries].fd = fd;
  entry[entries].events = POLLIN;
  entry[entries].revents = 0;
  entries++;
}

static void echo(struct pollfd* client) {
  char line[16];
  ssize_t n = read(client->fd, line, sizeof line);
  if (n > 0) {
    Rio_writen(client->fd, line, (size_t)n);
  } else {
    Close(client->fd);
    client->fd = -1;
    gone++;
  }
}

int main(void) {
  add(Open_listenfd("8080"));
  while (gone < 2) {
    if (poll(entry, entries, -1) < 0) return 2;
    for (nfds_t i = 1; i < entries; i++)
      if (entry[i].revents != 0) echo(&entry[i]);
    if (entry[0].revents & POLLIN && entries < 3)
      add(Accept(entry[0].fd, NULL, NULL));
  }
  return 0;
}

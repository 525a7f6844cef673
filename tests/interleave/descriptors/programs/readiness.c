// poll and select: what they say of pipes, connections and listeners.
#include "check.h"

#include <poll.h>
#include <pthread.h>
#include <sys/select.h>

static int look(int descriptor, int events) {
  struct pollfd entry = {descriptor, (short)events, 0};
  const int n = poll(&entry, 1, 0);
  assert(n == (entry.revents != 0));
  return entry.revents;
}

static void* write_later(void* end) {
  assert(write(*(int*)end, "x", 1) == 1);
  return 0;
}

static void of_pipes(void) {
  pthread_t thread;
  fd_set set;
  char byte;
  int p[2];
  assert(pipe(p) == 0);
  assert(look(p[0], POLLIN) == 0);
  assert(look(p[1], POLLIN | POLLOUT) == POLLOUT);
  assert(look(1000, POLLIN) == POLLNVAL);
  assert(pthread_create(&thread, 0, write_later, &p[1]) == 0);
  FD_ZERO(&set);
  FD_SET(p[0], &set);
  assert(select(p[0] + 1, &set, 0, 0, 0) == 1 && FD_ISSET(p[0], &set));
  assert(read(p[0], &byte, 1) == 1);
  assert(pthread_join(thread, 0) == 0);
  struct timeval soon = {0, 1000};
  assert(select(p[0] + 1, &set, 0, 0, &soon) == 0 && !FD_ISSET(p[0], &set));
  struct pollfd two[2] = {{p[0], POLLIN, 0}, {-1, POLLIN, 7}};
  assert(poll(two, 2, 1) == 0 && two[1].revents == 0);
  assert(close(p[1]) == 0);
  assert(look(p[0], POLLIN) == POLLHUP);
  assert(close(p[0]) == 0);
  FD_SET(p[0], &set);
  FAILS(select(p[0] + 1, &set, 0, 0, 0), EBADF);
}

static void of_sockets(void) {
  struct sockaddr_in where;
  const int s = listening(&where, 5);
  assert(look(s, POLLIN) == 0);
  const int c = connected(&where);
  assert(look(s, POLLIN) == POLLIN);
  const int d = accept(s, 0, 0);
  assert(look(s, POLLIN) == 0);
  assert(look(c, POLLIN | POLLOUT) == POLLOUT);
  assert(write(c, "x", 1) == 1);
  assert(look(d, POLLIN | POLLOUT) == (POLLIN | POLLOUT));
  assert(shutdown(d, SHUT_WR) == 0);
  assert(look(c, POLLIN) == POLLIN);
  assert(close(d) == 0);  // with unread data: a reset
  assert((look(c, POLLIN) & (POLLIN | POLLERR | POLLHUP)) ==
         (POLLIN | POLLERR | POLLHUP));
}

int main(void) {
  of_pipes();
  of_sockets();
  return 0;
}

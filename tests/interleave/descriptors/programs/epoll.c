// epoll: level- and edge-triggered, once only.
#include "check.h"

#include <sys/epoll.h>

static int set;

static int wait_now(void) {
  struct epoll_event events[4];
  const int n = epoll_wait(set, events, 4, 0);
  if (n > 0) assert(events[0].data.u32 == 42);
  return n;
}

static void watch(int operation, int descriptor, unsigned events) {
  struct epoll_event event = {.events = events, .data.u32 = 42};
  assert(epoll_ctl(set, operation, descriptor, &event) == 0);
}

int main(void) {
  struct epoll_event event = {.events = EPOLLIN, .data.u32 = 42};
  char byte;
  int p[2];
  set = epoll_create1(0);
  assert(set >= 0 && pipe(p) == 0);
  watch(EPOLL_CTL_ADD, p[0], EPOLLIN);
  FAILS(epoll_ctl(set, EPOLL_CTL_ADD, p[0], &event), EEXIST);
  FAILS(epoll_ctl(set, EPOLL_CTL_MOD, p[1], &event), ENOENT);
  FAILS(epoll_ctl(set, EPOLL_CTL_ADD, set, &event), EINVAL);
  FAILS(epoll_ctl(set, EPOLL_CTL_ADD, 1000, &event), EBADF);
  FAILS(epoll_wait(p[0], &event, 1, 0), EINVAL);
  FAILS(epoll_wait(set, &event, 0, 0), EINVAL);
  assert(wait_now() == 0);
  assert(write(p[1], "x", 1) == 1);
  assert(wait_now() == 1 && wait_now() == 1);
  watch(EPOLL_CTL_MOD, p[0], EPOLLIN | EPOLLET);
  assert(wait_now() == 1 && wait_now() == 0);
  assert(write(p[1], "x", 1) == 1);
  assert(wait_now() == 1 && wait_now() == 0);
  watch(EPOLL_CTL_MOD, p[0], EPOLLIN | EPOLLONESHOT);
  assert(wait_now() == 1 && wait_now() == 0);
  assert(write(p[1], "x", 1) == 1);
  assert(wait_now() == 0);
  watch(EPOLL_CTL_MOD, p[0], EPOLLIN);
  assert(wait_now() == 1);
  for (int i = 0; i < 3; ++i) assert(read(p[0], &byte, 1) == 1);
  assert(wait_now() == 0);
  assert(epoll_wait(set, &event, 1, 1) == 0);
  assert(close(p[1]) == 0);
  assert(epoll_wait(set, &event, 1, -1) == 1 && event.events == EPOLLHUP);
  assert(epoll_ctl(set, EPOLL_CTL_DEL, p[0], 0) == 0);
  assert(wait_now() == 0);
  assert(pipe(p) >= 0);
  watch(EPOLL_CTL_ADD, p[1], EPOLLOUT);
  assert(wait_now() == 1);
  assert(close(p[1]) == 0);
  assert(wait_now() == 0);
  return 0;
}

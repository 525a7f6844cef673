/* A reader uses level-triggered epoll, which reports a byte as long as it is
 * there to be read.
 *
 * verdict:    none
 * primitives: pipe, epoll
 */
#include <assert.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <unistd.h>

static int ends[2];

static void* send_bytes(void* arg) {
  for (int i = 0; i < 2; i++) {
    ssize_t n = write(ends[1], "x", 1);
    assert(n == 1);
  }
  return arg;
}

static void read_both(int epollfd) {
  for (int got = 0; got < 2;) {
    struct epoll_event event;
    char byte;
    int ready = epoll_wait(epollfd, &event, 1, -1);
    assert(ready == 1);
    got += (int)read(ends[0], &byte, 1);
  }
}

int main(void) {
  pthread_t sender;
  struct epoll_event input = {.events = EPOLLIN};
  int epollfd = epoll_create1(0);
  if (pipe(ends) != 0) return 2;
  if (epoll_ctl(epollfd, EPOLL_CTL_ADD, ends[0], &input) != 0) return 2;
  pthread_create(&sender, NULL, send_bytes, NULL);
  read_both(epollfd);
  pthread_join(sender, NULL);
  return 0;
}

/* Two threads ask with poll whether a pipe has a byte and read it without
 * blocking: who comes too late gets nothing and goes on.
 *
 * verdict:    none
 * primitives: pipe, poll
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <unistd.h>

static int ends[2];

static void* take(void* arg) {
  struct pollfd input = {.fd = ends[0], .events = POLLIN};
  char byte;
  if (poll(&input, 1, 0) == 1) {
    ssize_t n = read(ends[0], &byte, 1);
    assert(n == 1 || errno == EAGAIN);
  }
  return arg;
}

int main(void) {
  pthread_t first, second;
  if (pipe(ends) != 0 || write(ends[1], "x", 1) != 1) return 2;
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  pthread_create(&first, NULL, take, NULL);
  pthread_create(&second, NULL, take, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

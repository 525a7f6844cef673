/* Two threads ask with poll whether a pipe has a byte and then read it. Both
 * are told yes, there is one byte, and the slower one waits for ever.
 *
 * verdict:    deadlock
 * within:     500
 * primitives: pipe, poll
 */
#include <assert.h>
#include <poll.h>
#include <pthread.h>
#include <unistd.h>

static int ends[2];

static void* take(void* arg) {
  struct pollfd input = {.fd = ends[0], .events = POLLIN};
  char byte;
  if (poll(&input, 1, 0) == 1) {
    ssize_t n = read(ends[0], &byte, 1);
    assert(n == 1);
  }
  return arg;
}

int main(void) {
  pthread_t first, second;
  if (pipe(ends) != 0 || write(ends[1], "x", 1) != 1) return 2;
  pthread_create(&first, NULL, take, NULL);
  pthread_create(&second, NULL, take, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

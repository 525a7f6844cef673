/* Two threads play ping-pong over a pair of sockets; main serves.
 *
 * verdict:    none
 * primitives: sockets
 */
#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

static int side[2];

static void return_ball(int fd) {
  char ball;
  ssize_t n = read(fd, &ball, 1);
  assert(n == 1);
  n = write(fd, &ball, 1);
  assert(n == 1);
}

static void* play(void* arg) {
  int fd = side[(int)(intptr_t)arg];
  for (int i = 0; i < 2; i++) return_ball(fd);
  return NULL;
}

int main(void) {
  pthread_t first, second;
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, side) != 0) return 2;
  if (write(side[0], "o", 1) != 1) return 2;
  pthread_create(&first, NULL, play, (void*)(intptr_t)0);
  pthread_create(&second, NULL, play, (void*)(intptr_t)1);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

// Shutting a listener down does wake it.
#include "check.h"

#include <pthread.h>

static int listener;

static void* accept_one(void* unused) {
  FAILS(accept(listener, 0, 0), EINVAL);
  return unused;
}

int main(void) {
  struct sockaddr_in where;
  pthread_t thread;
  listener = listening(&where, 5);
  assert(pthread_create(&thread, 0, accept_one, 0) == 0);
  assert(shutdown(listener, SHUT_RDWR) == 0);
  assert(pthread_join(thread, 0) == 0);
  return 0;
}

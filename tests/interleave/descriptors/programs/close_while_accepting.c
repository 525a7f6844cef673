// Closing a listener does not wake the thread that accepts on it: if it was
// already waiting, it waits for ever.
#include "check.h"

#include <pthread.h>

static int listener;

static void* accept_one(void* unused) {
  assert(accept(listener, 0, 0) == -1);
  return unused;
}

int main(void) {
  struct sockaddr_in where;
  pthread_t thread;
  listener = listening(&where, 5);
  assert(pthread_create(&thread, 0, accept_one, 0) == 0);
  assert(close(listener) == 0);
  assert(pthread_join(thread, 0) == 0);
  return 0;
}

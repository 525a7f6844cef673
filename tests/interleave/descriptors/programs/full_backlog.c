// With its backlog full a listener keeps a further client waiting.
#include "check.h"

#include <pthread.h>

static struct sockaddr_in where;

static void* connect_one(void* unused) {
  assert(close(connected(&where)) == 0);
  return unused;
}

int main(void) {
  pthread_t threads[3];
  const int s = listening(&where, 0);
  for (int i = 0; i < 3; ++i) {
    assert(pthread_create(&threads[i], 0, connect_one, 0) == 0);
  }
  for (int i = 0; i < 3; ++i) assert(close(accept(s, 0, 0)) == 0);
  for (int i = 0; i < 3; ++i) assert(pthread_join(threads[i], 0) == 0);
  return 0;
}

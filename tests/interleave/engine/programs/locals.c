// Thread-local storage that is larger than a thread's stack need be.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static _Thread_local char room[1 << 18];
static _Thread_local int mine = 5;

static void* work(void* arg) {
  assert(mine == 5);
  mine = 6;
  for (size_t i = 0; i < sizeof room; i += 4096) {
    assert(room[i] == 0);
    room[i] = 1;
  }
  return arg;
}

int main(void) {
  pthread_t thread[2];
  for (int i = 0; i < 2; i++) pthread_create(&thread[i], NULL, work, NULL);
  work(NULL);
  for (int i = 0; i < 2; i++) pthread_join(thread[i], NULL);
  return 0;
}

/* A reader gives select the same set twice. Select has left in it only what
 * was ready: if one byte came first, the other pipe is no longer looked at.
 *
 * verdict:    deadlock
 * within:     500
 * primitives: pipe, select
 */
#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/select.h>
#include <unistd.h>

enum { kRead = 0, kWrite = 1 };
static int ends[2][2];

static void* send_byte(void* arg) {
  ssize_t n = write(ends[(int)(intptr_t)arg][kWrite], "x", 1);
  assert(n == 1);
  return NULL;
}

static void read_both(void) {
  fd_set inputs;
  FD_ZERO(&inputs);
  for (int i = 0; i < 2; i++) FD_SET(ends[i][kRead], &inputs);
  for (int got = 0; got < 2;) {
    select(ends[1][kRead] + 1, &inputs, NULL, NULL, NULL);
    for (int i = 0; i < 2; i++) {
      char byte;
      if (FD_ISSET(ends[i][kRead], &inputs))
        got += (int)read(ends[i][kRead], &byte, 1);
    }
  }
}

int main(void) {
  pthread_t sender[2];
  if (pipe(ends[0]) != 0 || pipe(ends[1]) != 0) return 2;
  for (int i = 0; i < 2; i++)
    pthread_create(&sender[i], NULL, send_byte, (void*)(intptr_t)i);
  read_both();
  for (int i = 0; i < 2; i++) pthread_join(sender[i], NULL);
  return 0;
}

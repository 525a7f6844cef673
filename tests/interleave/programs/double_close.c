/* One thread closes its pipe's write end twice. In between the other thread
 * has opened a pipe and was given the same number: the second close closes the
 * other thread's pipe, and its write fails.
 *
 * verdict:    assertion
 * within:     500
 * primitives: pipe
 */
#include <assert.h>
#include <pthread.h>
#include <unistd.h>

static void* careless(void* arg) {
  int ends[2];
  if (pipe(ends) != 0) return arg;
  close(ends[0]);
  close(ends[1]);
  close(ends[1]);
  return arg;
}

static void* innocent(void* arg) {
  int ends[2];
  if (pipe(ends) != 0) return arg;
  ssize_t sent = write(ends[1], "x", 1);
  assert(sent == 1);
  close(ends[0]);
  close(ends[1]);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, careless, NULL);
  pthread_create(&second, NULL, innocent, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

/* Main makes a peer thread, and joins it.
 *
 * Model:  two threads; main waits for its peer's end.
 * Source: "Computer Systems: A Programmer's Perspective", 12.3 (hello.c)
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

static atomic_int greeted;

static void* greet(void* unused) {
  puts("Hello, world!");
  fflush(stdout);
  greeted = 1;
  return unused;
}

int main(void) {
  pthread_t peer;
  pthread_create(&peer, NULL, greet, NULL);
  pthread_join(peer, NULL);
  return greeted ? 0 : 1;
}

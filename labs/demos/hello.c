/* Main makes a peer thread, and does not wait for it.
 *
 * Model:  two threads; the process ends when main returns.
 * Fails:  the process may be gone before the peer has said anything.
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
  return greeted ? 0 : 1;
}

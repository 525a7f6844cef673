/* Two threads hand each other a byte through two pipes; one of them begins.
 *
 * Model:  two threads, two pipes, no lock.
 * Source: Coffman and others, "System Deadlocks"
 */
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static int to_first[2], to_second[2];

static void* second(void* unused) {
  char byte;
  read(to_second[0], &byte, 1);
  write(to_first[1], "b", 1);
  return unused;
}

int main(void) {
  pthread_t thread;
  char byte;
  pipe(to_first);
  pipe(to_second);
  pthread_create(&thread, NULL, second, NULL);
  write(to_second[1], "a", 1);
  read(to_first[0], &byte, 1);
  pthread_join(thread, NULL);
  puts("both have got a byte");
  return 0;
}

/* A thread wakes the waiter and only then sets the word. The waiter has not
 * fallen asleep yet; then it does, for the word is still 0, and nobody wakes it
 * any more.
 *
 * verdict:    lost_wakeup
 * within:     500
 * primitives: atomic, futex
 * twin:       futex_no_wake_fixed
 */
#define _GNU_SOURCE
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int ready;

static void* wait_for_it(void* arg) {
  while (!atomic_load(&ready))
    syscall(SYS_futex, &ready, FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0);
  return arg;
}

static void* announce(void* arg) {
  syscall(SYS_futex, &ready, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
  atomic_store(&ready, 1);
  return arg;
}

int main(void) {
  pthread_t waiter, announcer;
  pthread_create(&waiter, NULL, wait_for_it, NULL);
  pthread_create(&announcer, NULL, announce, NULL);
  pthread_join(waiter, NULL);
  pthread_join(announcer, NULL);
  return 0;
}

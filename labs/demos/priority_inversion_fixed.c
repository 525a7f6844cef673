/* Three threads on one processor: who holds the lock is as urgent as the most
 * urgent one that wants it.
 *
 * Model:  real-time threads; main is low, and whom it makes more urgent than
 *         itself runs at once. The lock inherits priorities.
 * Source: Sha, Rajkumar and Lehoczky, "Priority Inheritance Protocols"
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock;
static _Atomic int medium_has_run, was_late;

static long ms(void) { return clock() * 1000 / CLOCKS_PER_SEC; }

static void* high(void* unused) {
  const long begin = ms();
  puts("high    wants the lock");
  pthread_mutex_lock(&lock);
  printf("high    has the lock, %ld ms later\n", ms() - begin);
  was_late = medium_has_run;
  pthread_mutex_unlock(&lock);
  return unused;
}

static void* medium(void* unused) {
  puts("medium  computes for 20 ms");
  for (const long begin = ms(); ms() < begin + 20;) continue;
  medium_has_run = 1;
  return unused;
}

int main(void) {
  const struct sched_param lowest = {.sched_priority = 1};
  pthread_t others[2];
  pthread_mutexattr_t kind;
  cpu_set_t here = {0};
  CPU_SET(sched_getcpu(), &here);
  sched_setaffinity(0, sizeof here, &here);
  if (pthread_setschedparam(pthread_self(), SCHED_FIFO, &lowest) != 0)
    return puts("needs CAP_SYS_NICE"), 2;
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_setprotocol(&kind, PTHREAD_PRIO_INHERIT);
  pthread_mutex_init(&lock, &kind);
  pthread_mutex_lock(&lock);
  puts("low     has the lock");
  pthread_create(&others[0], NULL, high, NULL);
  pthread_setschedprio(others[0], 3);
  pthread_create(&others[1], NULL, medium, NULL);
  pthread_setschedprio(others[1], 2);
  puts("low     gives the lock back");
  pthread_mutex_unlock(&lock);
  for (int i = 0; i < 2; ++i) pthread_join(others[i], NULL);
  puts(was_late ? "high waited for medium" : "high waited for low alone");
  return was_late;
}

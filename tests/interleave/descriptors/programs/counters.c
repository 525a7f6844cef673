// eventfd: sums, semaphores, and threads that hand each other a turn.
#include "check.h"

#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/eventfd.h>

static int ping;
static int pong;
static int turns;  // guarded by the two eventfds

static void add(int descriptor, uint64_t value) {
  assert(write(descriptor, &value, sizeof value) == sizeof value);
}

static uint64_t take(int descriptor) {
  uint64_t value = 0;
  assert(read(descriptor, &value, sizeof value) == sizeof value);
  return value;
}

static void* answer(void* unused) {
  for (int i = 0; i < 3; ++i) {
    take(ping);
    ++turns;
    add(pong, 1);
  }
  return unused;
}

static void check_library_calls(void) {
  eventfd_t value = 0;
  const int sum = eventfd(0, EFD_NONBLOCK);
  assert(eventfd_write(sum, 3) == 0 && eventfd_write(sum, 4) == 0);
  assert(eventfd_read(sum, &value) == 0 && value == 7);
  FAILS(eventfd_read(sum, &value), EAGAIN);
  FAILS(eventfd_write(sum, ~(eventfd_t)0), EINVAL);
  assert(close(sum) == 0);
}

int main(void) {
  pthread_t thread;
  uint64_t value = 1;
  const int sum = eventfd(2, EFD_NONBLOCK);
  add(sum, 3);
  FAILS(write(sum, &value, 4), EINVAL);
  assert(take(sum) == 5);
  FAILS(read(sum, &value, sizeof value), EAGAIN);
  const int semaphore = eventfd(2, EFD_SEMAPHORE);
  assert(take(semaphore) == 1 && take(semaphore) == 1);
  check_library_calls();
  ping = eventfd(0, 0);
  pong = eventfd(0, 0);
  assert(pthread_create(&thread, 0, answer, 0) == 0);
  for (int i = 0; i < 3; ++i) {
    ++turns;
    add(ping, 1);
    assert(take(pong) == 1);
  }
  assert(pthread_join(thread, 0) == 0);
  assert(turns == 6);
  return 0;
}

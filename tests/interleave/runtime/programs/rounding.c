/* How floating point rounds is each thread's own affair; a new thread begins
   with its creator's way. */
#include <assert.h>
#include <fenv.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

static volatile double one = 1;
static volatile double three = 3;

static void check(int mode, double third) {
  for (int i = 0; i < 4; i++) {
    assert(fegetround() == mode);
    assert(one / three == third);
    sched_yield();
  }
}

static void* round_upward(void* below) {
  check(FE_DOWNWARD, *(double*)below);
  fesetround(FE_UPWARD);
  const double above = one / three;
  assert(above > *(double*)below);
  check(FE_UPWARD, above);
  return below;
}

int main(void) {
  pthread_t thread;
  assert(fegetround() == FE_TONEAREST);
  fesetround(FE_DOWNWARD);
  double below = one / three;
  pthread_create(&thread, NULL, round_upward, &below);
  check(FE_DOWNWARD, below);
  pthread_join(thread, NULL);
  assert(fegetround() == FE_DOWNWARD);
  printf("rounded\n");
  return 0;
}

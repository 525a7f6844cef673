/* Each thread rounds its own way, and begins with that of its creator. */
#include <assert.h>
#include <fenv.h>
#include <pthread.h>
#include <sched.h>
#include <stddef.h>

enum { kRounds = 3 };

static volatile double one = 1.0;
static volatile double three = 3.0;

static void round_by(int way) {
  assert(fesetround(way) == 0);
  const double third = one / three;                        /* in the SSE unit */
  const long double long_third = (long double)one / three; /* in the x87 */
  for (int i = 0; i < kRounds; i++) {
    sched_yield();
    assert(fegetround() == way);
    assert(one / three == third);
    assert((long double)one / three == long_third);
  }
}

static void* down(void* arg) {
  assert(fegetround() == FE_UPWARD);
  round_by(FE_DOWNWARD);
  return arg;
}

int main(void) {
  pthread_t thread;
  assert(fegetround() == FE_TONEAREST);
  assert(fesetround(FE_UPWARD) == 0);
  assert(pthread_create(&thread, NULL, down, NULL) == 0);
  round_by(FE_UPWARD);
  pthread_join(thread, NULL);
  return 0;
}

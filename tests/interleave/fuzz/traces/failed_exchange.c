// A compare-exchange that fails only reads: it does not depend on a read.
//
//   thread A                 thread B    thread C
//   y = 1; y = 2             x = 2       y = 4
//   x: 1 -> 1? (it fails)                read x
//   y = 3
//
// C's write has 4 places among A's; B's write comes before or after A's
// exchange, and before or after C's read: 4 * 2 * 2. One of these cannot be: if
// A's last write comes before C's, A's exchange comes before C's read, so that
// B's write is not before the one and after the other: 15.
//
// traces: 15
#include <pthread.h>

static int x;
static int y;

static void* change(void* unused) {
  int expected = 1;
  y = 1;
  y = 2;
  __atomic_compare_exchange_n(&x, &expected, 1, 0, __ATOMIC_SEQ_CST,
                              __ATOMIC_SEQ_CST);
  y = 3;
  return unused;
}

static void* set(void* unused) {
  x = 2;
  return unused;
}

static void* look(void* unused) {
  y = 4;
  const int seen = x;
  (void)seen;
  return unused;
}

int main(void) {
  pthread_t t[3];
  pthread_create(&t[0], NULL, change, NULL);
  pthread_create(&t[1], NULL, set, NULL);
  pthread_create(&t[2], NULL, look, NULL);
  for (int i = 0; i < 3; i++) pthread_join(t[i], NULL);
  return 0;
}

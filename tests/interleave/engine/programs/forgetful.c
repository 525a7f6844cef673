// Everything a schedule changes must be as new in the next one: it is looked
// at first, then changed.
#include <assert.h>
#include <errno.h>
#include <fenv.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { kLarge = 1 << 20, kStride = 65536 };

static int initialised = 7;
static int zero;
static char large[kLarge];  // watched by page
static __thread int local = 5;
static char* kept;

static void on_exit_set(void) { zero = 99; }

static void check_and_change_locals(void) {
  assert(local == 5);
  assert(errno == 0);
  local = 6;
  errno = EDOM;
}

static void* work(void* arg) {
  check_and_change_locals();
  char* fresh = malloc(100);
  for (int i = 0; i < 100; i++) assert(fresh[i] == 0);
  memset(fresh, 'x', 100);
  char deep[20000];  // more than a stack's first pages
  deep[0] = 'x';
  return deep[0] == 'x' ? arg : NULL;
}

static void check_and_change_memory(void) {
  assert(initialised == 7 && zero == 0 && kept == NULL);
  for (int i = 0; i < kLarge; i += kStride) assert(large[i] == 0);
  initialised = 8;
  zero = 1;
  kept = strdup("kept");
  for (int i = 0; i < kLarge; i += kStride) large[i] = 'x';
}

static void check_and_change_library(void) {
  static int first_random = -1;
  assert(first_random == -1);
  first_random = rand();
  char text[] = "a b";
  assert(strcmp(strtok(text, " "), "a") == 0);
  assert(fegetround() == FE_TONEAREST);
  fesetround(FE_UPWARD);
  setvbuf(stdout, NULL, _IOFBF, 128);
  printf("not flushed");
  atexit(on_exit_set);
}

int main(void) {
  check_and_change_memory();
  check_and_change_locals();
  check_and_change_library();
  int descriptor = dup(0);
  assert(descriptor == 3);
  pthread_t thread[2];
  for (int i = 0; i < 2; i++) pthread_create(&thread[i], NULL, work, large);
  for (int i = 0; i < 2; i++) pthread_join(thread[i], NULL);
  return 0;
}

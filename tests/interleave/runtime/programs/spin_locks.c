/* Spin locks. The first argument names a misuse. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static pthread_spinlock_t lock;
static int count;

static void* add(void* unused) {
  for (int i = 0; i < 20; i++) {
    pthread_spin_lock(&lock);
    count++;
    pthread_spin_unlock(&lock);
  }
  return unused;
}

static void* try_it(void* unused) {
  assert(pthread_spin_trylock(&lock) == EBUSY);
  return unused;
}

static void* unlock_it(void* unused) {
  pthread_spin_unlock(&lock);
  return unused;
}

static void run(void* (*routine)(void*)) {
  pthread_t threads[2];
  for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, routine, NULL);
  for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
}

static void misuse(const char* how) {
  if (strcmp(how, "never") == 0) pthread_spin_lock(&lock);
  pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE);
  if (strcmp(how, "free") == 0) pthread_spin_unlock(&lock);
  pthread_spin_lock(&lock);
  if (strcmp(how, "destroy") == 0) pthread_spin_destroy(&lock);
  if (strcmp(how, "other") == 0) run(unlock_it);
  if (strcmp(how, "twice") == 0) pthread_spin_lock(&lock);
}

int main(int argc, char** argv) {
  if (argc > 1) misuse(argv[1]);
  pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE);
  run(add);
  assert(pthread_spin_trylock(&lock) == 0);
  run(try_it);
  pthread_spin_unlock(&lock);
  pthread_spin_destroy(&lock);
  printf("count %d\n", count);
  return 0;
}

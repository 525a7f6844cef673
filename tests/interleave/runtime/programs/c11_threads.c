/* The threads of C11. */
#include <assert.h>
#include <stdio.h>
#include <threads.h>
#include <time.h>

static mtx_t mutex;
static cnd_t changed;
static once_flag once = ONCE_FLAG_INIT;
static tss_t slot;
static int ready;
static int destroyed;
static int initialised;

static void initialise(void) { initialised++; }
static void destroy(void* value) { destroyed += *(int*)value; }

static int wait_until_ready(void* argument) {
  call_once(&once, initialise);
  tss_set(slot, argument);
  mtx_lock(&mutex);
  while (!ready) cnd_wait(&changed, &mutex);
  mtx_unlock(&mutex);
  if (*(int*)argument == 2) thrd_exit(12);
  return 10 + *(int*)argument;
}

static int try_in_vain(void* unused) {
  struct timespec soon;
  (void)unused;
  assert(mtx_trylock(&mutex) == thrd_busy);
  timespec_get(&soon, TIME_UTC);
  soon.tv_sec++;
  return mtx_timedlock(&mutex, &soon) == thrd_timedout;
}

int main(void) {
  thrd_t threads[2];
  int numbers[2] = {1, 2};
  int results[2] = {0, 0};
  assert(mtx_init(&mutex, mtx_timed | mtx_recursive) == thrd_success);
  assert(cnd_init(&changed) == thrd_success);
  assert(tss_create(&slot, destroy) == thrd_success);
  for (int i = 0; i < 2; i++) {
    thrd_create(&threads[i], wait_until_ready, &numbers[i]);
  }
  thrd_sleep(&(struct timespec){.tv_sec = 3}, NULL);
  mtx_lock(&mutex);
  mtx_lock(&mutex);
  ready = 1;
  cnd_broadcast(&changed);
  mtx_unlock(&mutex);
  mtx_unlock(&mutex);
  for (int i = 0; i < 2; i++) thrd_join(threads[i], &results[i]);
  mtx_lock(&mutex);
  struct timespec soon;
  timespec_get(&soon, TIME_UTC);
  assert(cnd_timedwait(&changed, &mutex, &soon) == thrd_timedout);
  thrd_create(&threads[0], try_in_vain, NULL);
  thrd_join(threads[0], &numbers[0]);
  printf("results %d %d %d destroyed %d once %d\n", results[0], results[1],
         numbers[0], destroyed, initialised);
  mtx_unlock(&mutex);
  mtx_destroy(&mutex);
  return 0;
}

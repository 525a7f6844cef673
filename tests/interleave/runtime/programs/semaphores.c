/* Semaphores, unnamed and named. The first argument names a misuse. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static sem_t items;
static sem_t room;
static int taken;

static void* consume(void* unused) {
  for (int i = 0; i < 10; i++) {
    sem_wait(&items);
    taken++;
    sem_post(&room);
  }
  return unused;
}

static void* wait_for_item(void* unused) {
  sem_wait(&items);
  return unused;
}

static void check_failures(void) {
  struct timespec soon;
  int value = -1;
  clock_gettime(CLOCK_REALTIME, &soon);
  soon.tv_sec++;
  assert(sem_trywait(&items) == -1 && errno == EAGAIN);
  assert(sem_timedwait(&items, &soon) == -1 && errno == ETIMEDOUT);
  soon.tv_nsec = 1000000000;
  assert(sem_timedwait(&items, &soon) == -1 && errno == EINVAL);
  assert(sem_getvalue(&room, &value) == 0 && value == 1);
}

static void use_names(void) {
  assert(sem_open("/absent", 0) == SEM_FAILED && errno == ENOENT);
  sem_t* one = sem_open("/shared", O_CREAT, 0600, 1);
  sem_t* same = sem_open("/shared", O_CREAT, 0600, 7);
  assert(one == same);
  assert(sem_open("/shared", O_CREAT | O_EXCL, 0600, 1) == SEM_FAILED);
  assert(sem_wait(one) == 0 && sem_trywait(same) == -1);
  assert(sem_close(one) == 0 && sem_close(same) == 0);
  assert(sem_unlink("/shared") == 0 && sem_unlink("/shared") == -1);
}

static void misuse(const char* how) {
  pthread_t thread;
  sem_init(&items, 0, 0);
  pthread_create(&thread, NULL, wait_for_item, NULL);
  for (int i = 0; i < 5; i++) sched_yield();
  if (strcmp(how, "destroy") == 0) sem_destroy(&items);
  if (strcmp(how, "forever") == 0) pthread_join(thread, NULL);
  sem_post(&items);
  pthread_join(thread, NULL);
  sem_destroy(&items);
  if (strcmp(how, "destroyed") == 0) sem_post(&items);
}

int main(int argc, char** argv) {
  if (argc > 1) misuse(argv[1]);
  pthread_t consumer;
  sem_init(&items, 0, 0);
  sem_init(&room, 0, 1);
  pthread_create(&consumer, NULL, consume, NULL);
  for (int i = 0; i < 10; i++) {
    sem_wait(&room);
    sem_post(&items);
  }
  pthread_join(consumer, NULL);
  check_failures();
  use_names();
  printf("taken %d\n", taken);
  return sem_destroy(&items);
}

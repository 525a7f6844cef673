/* Eight threads, about 1,000 scheduling points, correct: each thread works on
 * its own number, and from time to time adds it to a shared one under a lock.
 */
#include <pthread.h>

enum { kThreads = 8, kRounds = 4, kOwn = 12 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int shared;
static int own[kThreads];

static void add_own(int* mine) {
  pthread_mutex_lock(&lock);
  shared += *mine;
  pthread_mutex_unlock(&lock);
}

static void* work(void* arg) {
  int* mine = arg;
  for (int round = 0; round < kRounds; round++) {
    for (int i = 0; i < kOwn; i++) (*mine)++;
    add_own(mine);
  }
  return NULL;
}

int main(void) {
  pthread_t threads[kThreads];
  for (int i = 0; i < kThreads; i++) {
    pthread_create(&threads[i], NULL, work, &own[i]);
  }
  for (int i = 0; i < kThreads; i++) pthread_join(threads[i], NULL);
  return shared == 0;
}

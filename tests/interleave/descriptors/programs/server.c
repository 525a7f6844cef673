// An echo server for scripted clients: one thread accepts, two serve.
#include "check.h"

#include <pthread.h>
#include <semaphore.h>

static int queue[16];
static int count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sem_t items;

static void* serve(void* unused) {
  char buffer[64];
  ssize_t n;
  for (;;) {
    sem_wait(&items);
    pthread_mutex_lock(&lock);
    const int c = queue[--count];
    pthread_mutex_unlock(&lock);
    while ((n = recv(c, buffer, sizeof buffer, 0)) > 0) {
      if (send(c, buffer, (size_t)n, MSG_NOSIGNAL) != n) break;
    }
    close(c);
  }
  return unused;
}

int main(void) {
  struct sockaddr_in where;
  pthread_t threads[2];
  const int s = listening(&where, 0);
  sem_init(&items, 0, 0);
  for (int i = 0; i < 2; ++i) pthread_create(&threads[i], 0, serve, 0);
  for (;;) {
    const int c = accept(s, 0, 0);
    assert(c >= 0);
    pthread_mutex_lock(&lock);
    queue[count++] = c;
    pthread_mutex_unlock(&lock);
    sem_post(&items);
  }
}

/* A prethreaded echo server. The workers wait for a descriptor in the shared
 * buffer with `if`: a worker that never had to wait takes the one for which
 * another was woken, and that one removes from an empty buffer.
 *
 * verdict:    assertion
 * within:     500
 * primitives: mutex, cond, csapp, sockets
 * options:    --client one.client --client two.client
 */
#define _GNU_SOURCE
#include <assert.h>

#include "csapp.h"

enum { kSlots = 2 };
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static int slot[kSlots], front, count;

static void sbuf_insert(int connfd) {
  pthread_mutex_lock(&lock);
  slot[(front + count) % kSlots] = connfd;
  count++;
  pthread_cond_signal(&filled);
  pthread_mutex_unlock(&lock);
}

static int sbuf_remove(void) {
  pthread_mutex_lock(&lock);
  if (count == 0) pthread_cond_wait(&filled, &lock);
  assert(count > 0);
  int connfd = slot[front];
  front = (front + 1) % kSlots;
  count--;
  pthread_mutex_unlock(&lock);
  return connfd;
}

static void* work(void* arg) {
  char line[16];
  ssize_t n;
  int connfd = sbuf_remove();
  while ((n = read(connfd, line, sizeof line)) > 0)
    Rio_writen(connfd, line, (size_t)n);
  Close(connfd);
  return arg;
}

int main(void) {
  int listenfd = Open_listenfd("8080");
  pthread_t worker[2];
  for (int i = 0; i < 2; i++) Pthread_create(&worker[i], NULL, work, NULL);
  for (int i = 0; i < 2; i++) sbuf_insert(Accept(listenfd, NULL, NULL));
  for (int i = 0; i < 2; i++) Pthread_join(worker[i], NULL);
  return 0;
}

/* A lock-free stack of free node numbers. One thread reads head 0 and its next
 * 1, and is overtaken: the other takes 0 and 1 and puts 0 back. Head is 0
 * again, so the first one's compare-and-swap succeeds and makes 1 free, which
 * is in use: both threads end up with node 1.
 *
 * verdict:    assertion
 * within:     500
 * primitives: atomic
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

enum { kNone = -1 };
static atomic_int head = 0;
static atomic_int next[3] = {1, 2, kNone};
static int mine[2], theirs;

static int take(void) {
  int seen = atomic_load(&head);
  while (seen != kNone) {
    int after = atomic_load(&next[seen]);
    if (atomic_compare_exchange_strong(&head, &seen, after)) break;
  }
  return seen;
}

static void give(int node) {
  int seen = atomic_load(&head);
  do {
    atomic_store(&next[node], seen);
  } while (!atomic_compare_exchange_strong(&head, &seen, node));
}

static void* take_two(void* arg) {
  mine[0] = take();
  mine[1] = take();
  return arg;
}

static void* take_two_give_one(void* arg) {
  int spare = take();
  theirs = take();
  if (spare != kNone) give(spare);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, take_two, NULL);
  pthread_create(&second, NULL, take_two_give_one, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  assert(theirs == kNone || (theirs != mine[0] && theirs != mine[1]));
  return 0;
}

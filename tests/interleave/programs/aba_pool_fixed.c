/* A lock-free stack of free node numbers whose head carries a count of
 * changes: a head that went away and came back is no longer equal.
 *
 * verdict:    none
 * primitives: atomic
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

enum { kNone = 255, kNode = 255, kChange = 256 };
static atomic_int head = 0;  // the node, plus kChange times the changes
static atomic_int next[3] = {1, 2, kNone};
static int mine[2], theirs;

static int with_node(int seen, int node) {
  return (seen & ~kNode) + kChange + node;
}

static int take(void) {
  int seen = atomic_load(&head);
  while ((seen & kNode) != kNone) {
    int after = with_node(seen, atomic_load(&next[seen & kNode]));
    if (atomic_compare_exchange_strong(&head, &seen, after)) break;
  }
  return seen & kNode;
}

static void give(int node) {
  int seen = atomic_load(&head);
  do {
    atomic_store(&next[node], seen & kNode);
  } while (
      !atomic_compare_exchange_strong(&head, &seen, with_node(seen, node)));
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

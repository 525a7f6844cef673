/* Two threads increment a counter twice without a lock, as lost_update.c of
 * the corpus does, but nobody minds the result: every schedule passes, so that
 * thousands of them can be timed.
 */
#include <pthread.h>

static int counter;

static void* add(void* arg) {
  for (int i = 0; i < 2; i++) counter++;
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, add, NULL);
  pthread_create(&second, NULL, add, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

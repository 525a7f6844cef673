/* A slip of the index: main joins the first thread twice, and the second one
 * never.
 *
 * verdict:    misuse
 * within:     500
 * primitives: join
 */
#include <pthread.h>

static void* work(void* arg) { return arg; }

int main(void) {
  pthread_t worker[2];
  pthread_create(&worker[0], NULL, work, NULL);
  pthread_create(&worker[1], NULL, work, NULL);
  for (int i = 0; i < 2; i++) pthread_join(worker[0], NULL);
  return 0;
}

/* Main joins each of two threads once.
 *
 * verdict:    none
 * primitives: join
 */
#include <pthread.h>

static void* work(void* arg) { return arg; }

int main(void) {
  pthread_t worker[2];
  pthread_create(&worker[0], NULL, work, NULL);
  pthread_create(&worker[1], NULL, work, NULL);
  for (int i = 0; i < 2; i++) pthread_join(worker[i], NULL);
  return 0;
}

/* Main joins the first thread, which joins the second, which joins nobody.
 *
 * verdict:    none
 * primitives: join
 */
#include <pthread.h>

static pthread_t second_thread;

static void* second(void* arg) { return arg; }

static void* first(void* arg) {
  pthread_join(second_thread, NULL);
  return arg;
}

int main(void) {
  pthread_t first_thread;
  pthread_create(&second_thread, NULL, second, NULL);
  pthread_create(&first_thread, NULL, first, NULL);
  pthread_join(first_thread, NULL);
  return 0;
}

/* Main joins the first thread, the first joins the second, the second joins
 * main: everybody waits for somebody's end.
 *
 * verdict:    deadlock
 * within:     500
 * primitives: join
 */
#include <pthread.h>

static pthread_t main_thread, second_thread;

static void* second(void* arg) {
  pthread_join(main_thread, NULL);
  return arg;
}

static void* first(void* arg) {
  pthread_join(second_thread, NULL);
  return arg;
}

int main(void) {
  pthread_t first_thread;
  main_thread = pthread_self();
  pthread_create(&second_thread, NULL, second, NULL);
  pthread_create(&first_thread, NULL, first, NULL);
  pthread_join(first_thread, NULL);
  return 0;
}

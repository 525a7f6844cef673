/* An initialisation calls a function that waits for the initialisation to be
 * complete.
 *
 * verdict:    deadlock
 * within:     500
 * primitives: once
 * twin:       once_two_controls_fixed
 */
#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int level, messages;

static void open_log(void);

static void say(void) {
  pthread_once(&once, open_log);
  messages += level;
}

static void open_log(void) {
  level = 1;
  say();
}

static void* work(void* arg) {
  pthread_once(&once, open_log);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, work, NULL);
  pthread_create(&second, NULL, work, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}

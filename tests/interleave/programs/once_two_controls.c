/* Two functions see to the same initialisation with pthread_once, but each has
 * a control variable of its own: it is done twice.
 *
 * verdict:    assertion
 * within:     500
 * primitives: atomic, once
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int opened;

static void open_log(void) { atomic_fetch_add(&opened, 1); }

static void* read_input(void* arg) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_log);
  return arg;
}

static void* write_output(void* arg) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_log);
  return arg;
}

int main(void) {
  pthread_t reader, writer;
  pthread_create(&reader, NULL, read_input, NULL);
  pthread_create(&writer, NULL, write_output, NULL);
  pthread_join(reader, NULL);
  pthread_join(writer, NULL);
  assert(atomic_load(&opened) == 1);
  return 0;
}

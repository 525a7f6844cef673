/* Two functions share one control variable: the initialisation is done once,
 * and is complete when either goes on.
 *
 * verdict:    none
 * primitives: plain, once
 */
#include <assert.h>
#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int opened;

static void open_log(void) { opened++; }

static void* read_input(void* arg) {
  pthread_once(&once, open_log);
  assert(opened == 1);
  return arg;
}

static void* write_output(void* arg) {
  pthread_once(&once, open_log);
  assert(opened == 1);
  return arg;
}

int main(void) {
  pthread_t reader, writer;
  pthread_create(&reader, NULL, read_input, NULL);
  pthread_create(&writer, NULL, write_output, NULL);
  pthread_join(reader, NULL);
  pthread_join(writer, NULL);
  assert(opened == 1);
  return 0;
}

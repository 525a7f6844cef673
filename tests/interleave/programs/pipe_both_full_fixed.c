/* Two threads send each other 128 KiB through two pipes; the second one reads
 * before it writes.
 *
 * verdict:    none
 * primitives: pipe
 */
#include <assert.h>
#include <pthread.h>
#include <unistd.h>

enum { kSize = 131072, kRead = 0, kWrite = 1 };
static int there[2], back[2];
static char message[kSize], first_inbox[kSize], second_inbox[kSize];

static void send_message(int fd) {
  ssize_t sent = write(fd, message, kSize);
  assert(sent == kSize);
}

static void receive(int fd, char* inbox) {
  ssize_t received = 0;
  while (received < kSize) {
    ssize_t n = read(fd, inbox + received, (size_t)(kSize - received));
    assert(n > 0);
    received += n;
  }
}

static void* first(void* arg) {
  send_message(there[kWrite]);
  receive(back[kRead], first_inbox);
  return arg;
}

static void* second(void* arg) {
  receive(there[kRead], second_inbox);
  send_message(back[kWrite]);
  return arg;
}

int main(void) {
  pthread_t one, other;
  if (pipe(there) != 0 || pipe(back) != 0) return 2;
  pthread_create(&one, NULL, first, NULL);
  pthread_create(&other, NULL, second, NULL);
  pthread_join(one, NULL);
  pthread_join(other, NULL);
  return 0;
}

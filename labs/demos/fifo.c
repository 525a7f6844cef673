/* A server reads from a FIFO what its clients write, one after another.
 *
 * Model:  a server, three clients; each client opens the FIFO, writes, closes.
 * Fails:  with no writer left a read gives 0, the end of file: the server goes
 *         home after its first client.
 * Source: fifo(7), pipe(7)
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { kClients = 3 };

static void run_client(const char* path, int number) {
  if (fork() == 0) {
    const int fifo = open(path, O_WRONLY | O_NONBLOCK);
    if (fifo < 0) { /* there is no reader */
      dprintf(1, "client %d: no server\n", number);
    } else {
      dprintf(fifo, "hello from client %d\n", number);
      close(fifo);
    }
    _exit(0);
  }
  wait(NULL);
}

int main(void) {
  char folder[] = "/tmp/fifo-XXXXXX", path[40], text[100];
  int served = 0;
  setvbuf(stdout, NULL, _IOLBF, 0);
  snprintf(path, sizeof path, "%s/requests", mkdtemp(folder));
  mkfifo(path, 0600);
  int fifo = open(path, O_RDONLY | O_NONBLOCK);
  for (int number = 1; number <= kClients; ++number) {
    ssize_t got;
    run_client(path, number);
    for (; (got = read(fifo, text, sizeof text)) > 0; ++served) {
      printf("server reads: %.*s", (int)got, text);
    }
    if (got < 0) continue; /* nothing more for now, or closed */
    puts("server reads: end of file, and closes");
    close(fifo);
    fifo = -1;
  }
  unlink(path);
  rmdir(folder);
  printf("served %d of %d clients\n", served, kClients);
  return served == kClients ? 0 : 1;
}

/* A client shuts down its sending side after the request, and the server,
 * which reads up to the end, answers.
 *
 * verdict:    none
 * primitives: sockets
 */
#include <assert.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

static int client_end, server_end;

static void* serve(void* arg) {
  char request[8];
  ssize_t total = 0, n;
  while ((n = read(server_end, request, sizeof request)) > 0) total += n;
  assert(total == 2);
  n = write(server_end, "ok", 2);
  assert(n == 2);
  return arg;
}

static void* ask(void* arg) {
  char answer[2];
  ssize_t n = write(client_end, "hi", 2);
  assert(n == 2);
  shutdown(client_end, SHUT_WR);
  n = read(client_end, answer, sizeof answer);
  assert(n == 2);
  return arg;
}

int main(void) {
  pthread_t server, client;
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return 2;
  client_end = ends[0];
  server_end = ends[1];
  pthread_create(&server, NULL, serve, NULL);
  pthread_create(&client, NULL, ask, NULL);
  pthread_join(server, NULL);
  pthread_join(client, NULL);
  return 0;
}

// A server for all clients in one loop, which keeps what a client does not take
// yet; client 1 sends much, and does not read.
//
// Model:  a server process, and one that plays two clients; each client has a
//         connection of its own, here a pair of sockets.
// Source: poll(2), POLLOUT; send(2), MSG_DONTWAIT
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <string>

static int serve(int first, int second) {
  pollfd clients[]{{first, POLLIN, 0}, {second, POLLIN, 0}};
  std::string output[2];  // that the clients have not taken yet
  prctl(PR_SET_NAME, "server");
  while (poll(clients, 2, -1) > 0) {
    for (pollfd& client : clients) {
      std::string& left = output[client.fd == second];
      if (client.revents & POLLIN) {
        char bytes[16384];
        const ssize_t count = read(client.fd, bytes, sizeof bytes);
        if (count <= 0) return 0;
        left.append(bytes, count);
      }
      const auto sent = send(client.fd, left.data(), left.size(), MSG_DONTWAIT);
      if (sent > 0) left.erase(0, sent);
      client.events = left.empty() ? POLLIN : POLLIN | POLLOUT;
    }
  }
  return 1;
}

int main() {
  const int small = 4096;
  int first[2], second[2];  // each: the client's end, and the server's
  socketpair(AF_UNIX, SOCK_STREAM, 0, first);
  socketpair(AF_UNIX, SOCK_STREAM, 0, second);
  setsockopt(first[1], SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
  if (fork() == 0) return close(first[0]) || serve(first[1], second[1]);
  prctl(PR_SET_NAME, "client 1, 2");
  std::string bytes(50'000, 'x');
  write(first[0], bytes.data(), 50'000);
  write(second[0], "hello", 5);
  dprintf(1, "client 1 has written 50000 bytes, client 2 has written 5\n");
  long echoed = read(second[0], bytes.data(), 5);
  for (ssize_t count = 1; count > 0 && echoed < 50'005; echoed += count) {
    count = read(first[0], bytes.data(), 50'000);
  }
  dprintf(1, "%ld of 50005 bytes are echoed\n", echoed);
  close(first[0]);
  return wait(nullptr) < 0 || echoed != 50'005;
}

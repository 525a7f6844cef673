// A server for all clients in one loop, which reads what is there, and keeps
// what each client has begun.
//
// Model:  a server process, and one that plays two clients; each client has a
//         connection of its own, here a pair of sockets.
// Source: poll(2); "Computer Systems: A Programmer's Perspective", 12.2
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <string>

static bool echo_lines(int fd) {
  static std::string begun[FD_SETSIZE];  // lines, by descriptor
  char bytes[8];
  const ssize_t count = read(fd, bytes, sizeof bytes);
  if (count <= 0) return false;
  std::string& line = begun[fd].append(bytes, count);
  const auto end = line.rfind('\n') + 1;  // 0: there is none
  write(fd, line.data(), end);
  line.erase(0, end);
  return true;
}

static int serve(int first, int second) {
  pollfd clients[]{{first, POLLIN, 0}, {second, POLLIN, 0}};
  prctl(PR_SET_NAME, "server");
  while (poll(clients, 2, -1) > 0) {
    for (const pollfd& client : clients) {
      if (client.revents != 0 && !echo_lines(client.fd)) return 0;
    }
  }
  return 1;
}

int main() {
  char line[8];
  int first[2], second[2];  // each: the client's end, and the server's
  socketpair(AF_UNIX, SOCK_STREAM, 0, first);
  socketpair(AF_UNIX, SOCK_STREAM, 0, second);
  if (fork() == 0) return close(first[0]) || serve(first[1], second[1]);
  prctl(PR_SET_NAME, "client 1, 2");
  write(first[0], "one\ntw", 6);
  ssize_t echoed = read(first[0], line, 8);
  write(second[0], "three\n", 6);
  dprintf(1, "client 1 has written a line and a half, client 2 a line\n");
  echoed += read(second[0], line, 8);
  write(first[0], "o\n", 2);
  echoed += read(first[0], line, 8);
  dprintf(1, "%zd of 14 bytes are echoed\n", echoed);
  close(first[0]);
  return wait(nullptr) < 0 || echoed != 14;
}

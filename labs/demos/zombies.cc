// A server with a process for each client, which never reaps one.
//
// Model:  12 clients wait in the backlog; a server, and a child for each.
// Fails:  a process that has ended stays in the process table, as a zombie,
//         until its parent waits for it.
// Source: "Computer Systems: A Programmer's Perspective", 8.4.3 and 12.1
#include <arpa/inet.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

int main() {
  sockaddr_in address{AF_INET, 0, {htonl(INADDR_LOOPBACK)}, {}};
  socklen_t size = sizeof address;
  const int listenfd = socket(AF_INET, SOCK_STREAM, 0);
  bind(listenfd, reinterpret_cast<sockaddr*>(&address), size);
  listen(listenfd, 12);
  getsockname(listenfd, reinterpret_cast<sockaddr*>(&address), &size);
  for (int client = 0; client < 12; ++client) {
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    connect(fd, reinterpret_cast<sockaddr*>(&address), size);
    write(fd, "hello", 5);
  }
  pid_t children[12];
  for (pid_t& child : children) {
    const int connfd = accept(listenfd, nullptr, nullptr);
    child = fork();
    char line[8];
    if (child == 0) return write(connfd, line, read(connfd, line, 8)) < 0;
    close(connfd);
  }
  int zombies = 0;
  for (const pid_t child : children) {
    siginfo_t end;
    waitid(P_PID, child, &end, WEXITED | WNOWAIT);  // and does not reap
    std::ifstream stat("/proc/" + std::to_string(child) + "/stat");
    std::string pid, program, state;
    if (!(stat >> pid >> program >> state)) continue;
    std::printf("%s %s %s\n", pid.c_str(), program.c_str(), state.c_str());
    zombies += state == "Z";
  }
  std::printf("12 clients, %d zombies\n", zombies);
  while (wait(nullptr) > 0) continue;
  return zombies == 0 ? 0 : 1;
}

// echo-fork: a process for each client.
//
// Model:   the parent accepts, a child serves one client and exits.
// Shared:  at fork the child gets copies of all descriptors of the parent. A
//          connection ends when its *last* copy is closed, so the parent closes
//          the client and the child closes the listening socket.
// Lesson:  processes share nothing else: no locks, and a crash takes one
//          session along. A child that has exited stays in the process table,
//          a zombie, until its parent has waited for it.
// Fails:   no more processes: one warning, and clients wait for their turn.
// Source:  Bryant and O'Hallaron, CS:APP, 12.1.1 (echoserverp.c); signal
//          handling as in 8.5.4 and 8.5.5.
// See:     thread.cc for the same at a quarter of the cost.
#include <sys/prctl.h>

#include <vector>

#include "csapp/process.h"
#include "csapp/signal.h"
#include "servers/echo/blocking_session.hh"
#include "servers/echo/server.hh"

namespace {

// SIGCHLD is blocked but inside the acceptor's wait, so that its handler never
// interrupts code that changes this list. The handler only shrinks it, which
// neither allocates nor frees: malloc is not async-signal-safe.
std::vector<pid_t> g_children;

void reap_children(int) {
  const int saved_errno = errno;  // of the code that it interrupts
  // One signal can stand for many children: reap all that have exited.
  for (pid_t child; (child = ::waitpid(-1, nullptr, WNOHANG)) > 0;) {
    std::erase(g_children, child);
  }
  errno = saved_errno;
}

/// The parent handles it in one place only: where it waits. Returns the mask to
/// wait with.
sigset_t block_child_signal() {
  sigset_t blocked, before;
  Sigemptyset(&blocked);
  Sigaddset(&blocked, SIGCHLD);
  Sigprocmask(SIG_BLOCK, &blocked, &before);
  Sigdelset(&before, SIGCHLD);  // our parent may have had it blocked
  return before;
}

/// The whole life of a child, which serves one client: it may just exit. Every
/// page that it touches is mapped or copied for it, so it touches few.
[[noreturn]] void run_child(const csapp::Descriptor& client, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);     // never outlive the server,
  if (::getppid() != parent) ::_exit(1);  // even if it died before this call
  echo::log_end(client.get(), echo::echo_session(client.get()));
  ::_exit(0);  // not exit(): the parent's buffers and objects are not ours
}

void serve(echo::Server& server) {
  const sigset_t wait_mask = block_child_signal();
  Signal(SIGCHLD, reap_children);
  const pid_t parent = ::getpid();
  server.announce();
  while (csapp::Descriptor client = server.acceptor.next(wait_mask)) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(server.acceptor.fd());  // or the port stays taken after a stop
      run_child(client, parent);
    }
    if (child < 0) {
      server.acceptor.put_back(std::move(client), "fork", errno);
    } else {
      g_children.push_back(child);
    }
  }  // here the parent closes its copy of the client: or it never sees the end
  // A child has nothing to clean up; a stopped one would not notice SIGTERM.
  for (const pid_t child : g_children) ::kill(child, SIGKILL);
  while (::waitpid(-1, nullptr, 0) > 0) {
  }
}

}  // namespace

int main(int argc, char** argv) {
  return echo::run_server({"echo-fork", "a process for each client"}, argc,
                          argv, serve);
}

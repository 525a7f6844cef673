// echo-thread: a thread for each client.
//
// Model:   the main thread accepts; a detached thread serves one client.
// Shared:  all memory and all descriptors. A connection is closed once, by the
//          thread that serves it. `g_sessions` is shared and locks for itself.
// Lesson:  the descriptor goes to the thread by value, in the argument's own
//          bits. Handing over the address of a loop variable is the classic
//          race: the loop overwrites it with the next client before the thread
//          has read it.
// Fails:   no more threads: one warning, and clients wait for their turn. A
//          crash in one session takes all sessions along.
// Source:  Bryant and O'Hallaron, CS:APP, 12.3.8 (echoservert.c).
// See:     prethreaded.cc, where threads are created once.
#include <pthread.h>

#include <cstdint>
#include <utility>

#include "servers/echo/blocking_session.hh"
#include "servers/echo/open_sessions.hh"
#include "servers/echo/server.hh"

namespace {

echo::OpenSessions g_sessions;

void* serve_client(void* descriptor) {
  const int fd = static_cast<int>(reinterpret_cast<intptr_t>(descriptor));
  const csapp::Descriptor client(fd);  // ours from here on
  echo::log_end(fd, echo::echo_session(fd));
  g_sessions.leave(fd);
  return nullptr;
}

/// Starts detached threads with small stacks. Pthreads, because std::thread has
/// no say in the stack, and allocates memory for each thread.
class SessionThread {
 public:
  SessionThread() {
    ::pthread_attr_init(&attributes_);
    // Nobody joins it: its stack is freed when it ends.
    ::pthread_attr_setdetachstate(&attributes_, PTHREAD_CREATE_DETACHED);
    // glibc keeps up to 40 MiB of stacks for the next threads: of the usual
    // 8 MiB each, only four, and all others would be mapped anew. A session
    // needs its buffer of 16 KiB, and the logger.
    ::pthread_attr_setstacksize(&attributes_, size_t{256} * 1024);
  }
  ~SessionThread() { ::pthread_attr_destroy(&attributes_); }
  SessionThread(const SessionThread&) = delete;
  SessionThread& operator=(const SessionThread&) = delete;

  /// Serves `fd` in a thread of its own, which then owns it. Returns 0, or an
  /// errno.
  [[nodiscard]] int start(int fd) const {
    pthread_t thread;
    return ::pthread_create(&thread, &attributes_, serve_client,
                            reinterpret_cast<void*>(intptr_t{fd}));
  }

 private:
  pthread_attr_t attributes_;
};

/// Threads that run on use g_sessions: it must not end before them.
struct Ending {
  ~Ending() {
    g_sessions.shut_down_all();
    g_sessions.wait_until_empty();
  }
};

void serve(echo::Server& server) {
  const SessionThread session_thread;
  const Ending ending;
  server.announce();
  while (csapp::Descriptor client = server.acceptor.next()) {
    g_sessions.enter(client.get());
    const int error = session_thread.start(client.get());
    if (error == 0) {
      [[maybe_unused]] const int handed_over = client.release();
    } else {
      g_sessions.leave(client.get());
      server.acceptor.put_back(std::move(client), "thread", error);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  return echo::run_server({"echo-thread", "a thread for each client"}, argc,
                          argv, serve);
}

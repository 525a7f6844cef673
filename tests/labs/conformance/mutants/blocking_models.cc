// The models that give a client a flow of control of its own, or make it wait.
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "tests/labs/conformance/mutants/broken_echo.hh"

namespace broken {
namespace {

void reap(int) {
  const int saved_errno = errno;
  while (::waitpid(-1, nullptr, WNOHANG) > 0 && !has_bug("reaps-one")) {
    if (has_bug("prints-in-handler")) std::printf("reaped\n");
  }
  if (!has_bug("clobbers-errno")) errno = saved_errno;
}

[[noreturn]] void run_child(int listening, int client, pid_t parent) {
  if (!has_bug("leaves-children")) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(1);  // it ended before that call
  }
  if (!has_bug("child-keeps-listener")) ::close(listening);
  serve(client);
  if (has_bug("child-stays")) ::pause();
  ::_exit(0);
}

void serve_in_thread(int client) {
  serve(client);
  if (has_bug("keeps-threads")) ::pause();
}

// The bounded buffer of the pool.
std::mutex g_mutex;
std::condition_variable g_changed;
std::deque<int> g_queue;

void push(int client) {
  std::unique_lock lock(g_mutex);
  if (g_queue.size() >= kQueue && has_bug("refuses-overload")) {
    ::close(client);
    return;
  }
  if (!has_bug("queues-without-bound")) {
    g_changed.wait(lock, [] { return g_queue.size() < kQueue; });
  }
  g_queue.push_back(client);
  g_changed.notify_all();
}

[[noreturn]] void work() {
  for (;;) {
    std::unique_lock lock(g_mutex);
    g_changed.wait(lock, [] { return !g_queue.empty(); });
    const int client = g_queue.front();
    g_queue.pop_front();
    g_changed.notify_all();
    lock.unlock();
    serve(client);
  }
}

}  // namespace

void run_iterative(int listening) {
  for (;;) {
    const int client = accept_client(listening);
    if (client >= 0) serve(client);
  }
}

void run_processes(int listening) {
  struct sigaction action {};
  action.sa_handler = has_bug("zombies") ? SIG_DFL : reap;
  action.sa_flags = has_bug("dies-on-signal") ? 0 : SA_RESTART;
  ::sigaction(SIGCHLD, &action, nullptr);
  const pid_t parent = ::getpid();
  for (;;) {
    const int client = accept_client(listening);
    if (client < 0) continue;
    const pid_t child = ::fork();
    if (child == 0) run_child(listening, client, parent);
    if (child < 0 && has_bug("dies-of-failing-fork")) ::_exit(1);
    if (!has_bug("parent-keeps-connection")) ::close(client);
  }
}

void run_threads(int listening) {
  for (;;) {
    const int client = accept_client(listening);
    if (client < 0) continue;
    try {
      std::thread thread(serve_in_thread, client);
      if (has_bug("keeps-stacks")) {
        new std::thread(std::move(thread));  // nobody joins or detaches it
      } else {
        thread.detach();
      }
    } catch (const std::system_error&) {
      if (has_bug("dies-of-failing-thread")) ::_exit(1);
      if (!has_bug("keeps-client-without-thread")) ::close(client);
    }
  }
}

void run_pool(int listening) {
  for (int i = 0; i < kWorkers; ++i) std::thread(work).detach();
  for (;;) {
    const int client = accept_client(listening);
    if (client >= 0) push(client);
  }
}

}  // namespace broken

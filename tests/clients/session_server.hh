// SessionServer: a server inside the test, one thread for each client.
#ifndef TESTS_CLIENTS_SESSION_SERVER_HH
#define TESTS_CLIENTS_SESSION_SERVER_HH

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "csapp/descriptor.hh"

namespace clients {

/// What a server does with a client, whose descriptor is only borrowed; the
/// connection is shut down afterwards.
using Session = std::function<void(int fd)>;

/// Sends back what comes, until the end of file.
void echo(int fd);

/// Takes what comes and answers nothing, until the end of file.
void swallow(int fd);

/// Listens on a free port of 127.0.0.1 until it is destroyed.
class SessionServer {
 public:
  enum class Clients { kAtTheSameTime, kOneAfterTheOther };

  explicit SessionServer(Session session,
                         Clients clients = Clients::kAtTheSameTime);
  ~SessionServer();
  SessionServer(const SessionServer&) = delete;
  SessionServer& operator=(const SessionServer&) = delete;

  [[nodiscard]] const std::string& port() const { return port_; }

  /// The client addresses of all sessions so far, as "127.0.0.1".
  [[nodiscard]] std::multiset<std::string> peers() const;

 private:
  void accept_all();
  void serve(int fd);

  const Session session_;
  const Clients clients_;
  csapp::Descriptor listener_;
  std::string port_;
  mutable std::mutex mutex_;
  // mutex_ must be held when using these:
  std::vector<csapp::Descriptor>
      connections_;  // kept open: no number is reused
  std::multiset<std::string> peers_;
  bool stopped_ = false;
  // The accepting thread's until it is joined:
  std::vector<std::jthread> sessions_;
  std::jthread acceptor_;
};

/// A port of 127.0.0.1 that nobody listens on: bound, so that nobody will.
class RefusingPort {
 public:
  RefusingPort();
  [[nodiscard]] const std::string& port() const { return port_; }

 private:
  csapp::Descriptor bound_;
  std::string port_;
};

}  // namespace clients

#endif

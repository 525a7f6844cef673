#include "labs/assignments/endpoints/grader/conversation.hh"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <vector>

#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"
#include "labs/conformance/quiet.hh"
#include "labs/conformance/wait_until.hh"

namespace endpoints {
namespace {

using conformance::quote;
using conformance::require;
using conformance::Unmet;
using std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{20};
// Asleep for ever it is at once; this is for bytes that are still on their way
// through a busy kernel.
constexpr std::chrono::seconds kSleepsSoundly{2};

grader::Launch launch_of(const Scene& scene, std::uint16_t port, int typed,
                         int printed) {
  return {.arguments = {"./client", "127.0.0.1", std::to_string(port)},
          .input_from = typed,
          .output_to = printed,
          .limits = scene.limits(),
          .connects_to = {port}};
}

void do_not_block(const csapp::Descriptor& end) {
  if (::fcntl(end.get(), F_SETFL, O_NONBLOCK) < 0) csapp::throw_errno("fcntl");
}

const char* name_of_call(long number) {
  switch (number) {
    case SYS_read:
      return "read";
    case SYS_write:
      return "write";
    case SYS_recvfrom:
      return "recv";
    case SYS_sendto:
      return "send";
    case SYS_poll:
    case SYS_ppoll:
      return "poll";
    case SYS_select:
    case SYS_pselect6:
      return "select";
    default:
      return "another call";
  }
}

std::string describe(const conformance::Task& task) {
  if (!conformance::is_blocked(task)) return "is running";
  const std::string name = name_of_call(task.system_call);
  const bool has_descriptor =
      name == "read" || name == "write" || name == "recv" || name == "send";
  if (!has_descriptor) return "sleeps in " + name;
  return "sleeps in " + name + " on descriptor " +
         std::to_string(task.arguments[0]);
}

bool is_readable(int fd) {
  pollfd ready{.fd = fd, .events = POLLIN, .revents = 0};
  return ::poll(&ready, 1, 0) > 0;
}

}  // namespace

Conversation::Conversation(Scene& scene)
    : Conversation(scene, grader::make_pipe(), grader::make_pipe()) {}

Conversation::Conversation(Scene& scene, grader::Pipe typed,
                           grader::Pipe printed)
    : scene_(scene),
      listener_(AF_INET),
      typed_(std::move(typed.write_end)),
      printed_(std::move(printed.read_end)),
      program_(launch_of(scene, listener_.port(), typed.read_end.get(),
                         printed.write_end.get())),
      observer_(program_.pid()),
      client_{.host = listener_.host(),
              .port = listener_.port(),
              .pid = program_.pid(),
              .claims = {},
              .observer = observer_,
              .command = "",
              .patience = std::chrono::seconds(5)} {
  do_not_block(typed_);
  do_not_block(printed_);
  if (!comes_true([this] {
        server_ = listener_.accept(std::chrono::milliseconds(0));
        return server_ || has_ended();
      }) ||
      !server_) {
    const std::string seen = describe_client();
    finish();
    throw Unmet("a client that connects to its server", seen);
  }
}

Conversation::~Conversation() { finish(); }

void Conversation::finish() {
  if (!std::exchange(finished_, true)) {
    scene_.printed += program_.finish().err;
  }
}

std::string Conversation::describe_client() {
  if (const auto status = observer_.wait_status()) {
    return "the client has ended: " + conformance::describe_status(status);
  }
  std::string text;
  for (const auto& task : conformance::family_tasks(client_)) {
    text += (text.empty() ? "the client " : ", and ") + describe(task);
  }
  return text;
}

bool Conversation::is_stuck() {
  std::uint64_t sleeps = 0;
  for (const pid_t pid : conformance::family(client_)) {
    sleeps += observer_.usage(pid).sleeps;
  }
  const auto tasks = conformance::family_tasks(client_);
  const bool asleep =
      std::all_of(tasks.begin(), tasks.end(), conformance::waits_for_ever);
  const auto now = steady_clock::now();
  if (!asleep || std::exchange(sleeps_, sleeps) != sleeps) asleep_since_ = now;
  return now - asleep_since_ >= kSleepsSoundly;
}

bool Conversation::comes_true(const std::function<bool()>& fact) {
  bool is_fact = false;
  asleep_since_ = steady_clock::now();
  static_cast<void>(conformance::wait_until(kPatience, [&] {
    is_fact = fact();
    return is_fact || is_stuck();
  }));
  return is_fact;
}

/// `size` bytes; fewer at end of file.
std::string Conversation::read_next(int from, std::size_t size,
                                    std::string_view wanted) {
  std::string bytes;
  std::array<char, 65536> part;
  while (bytes.size() < size) {
    if (!comes_true([&] { return is_readable(from); })) {
      throw Unmet(std::string(wanted), quote(bytes) + "; " + describe_client());
    }
    const ssize_t n =
        ::read(from, part.data(), std::min(part.size(), size - bytes.size()));
    if (n < 0 && errno == ECONNRESET) break;
    if (n < 0) csapp::throw_errno("read");
    if (n == 0) break;
    bytes.append(part.data(), static_cast<std::size_t>(n));
  }
  return bytes;
}

void Conversation::type(std::string_view bytes) {
  // As long as it fits into the pipe, which is for more than anybody types.
  if (::write(typed_.get(), bytes.data(), bytes.size()) < 0 && errno != EPIPE) {
    csapp::throw_errno("write");
  }
}

void Conversation::require_printed(std::string_view bytes) {
  const std::string wanted = quote(bytes) + " printed";
  conformance::require_same_bytes(
      bytes, read_next(printed_.get(), bytes.size(), wanted));
}

void Conversation::require_nothing_more_printed() {
  const std::string more =
      read_next(printed_.get(), std::numeric_limits<std::size_t>::max(),
                "the end of what is printed");
  require(more.empty(), "nothing more printed", quote(more));
}

void Conversation::require_received(std::string_view bytes) {
  const std::string wanted = quote(bytes) + " sent to the server";
  conformance::require_same_bytes(
      bytes, read_next(server_.get(), bytes.size(), wanted));
}

void Conversation::require_end_received() {
  const std::string more = read_next(
      server_.get(), 1, "end of file for the server, at the end of the input");
  require(more.empty(), "nothing sent but what was typed", quote(more));
}

void Conversation::reply(std::string_view bytes) {
  // It fits into the socket's buffers, or the client has ended.
  static_cast<void>(!::send(server_.get(), bytes.data(), bytes.size(),
                            MSG_NOSIGNAL | MSG_DONTWAIT));
}

void Conversation::await_reply_taken() {
  const std::uint16_t port = peer_port(server_.get());
  if (!comes_true([&] {
        const auto end =
            observer_.connection(listener_.host(), port, listener_.port());
        return has_ended() || (end && end->unread == 0);
      })) {
    throw Unmet("a client that reads what the server replies",
                describe_client());
  }
}

void Conversation::require_exit(int status) {
  static_cast<void>(comes_true([this] { return has_ended(); }));
  const auto seen = observer_.wait_status();
  require(seen && WIFEXITED(*seen) && WEXITSTATUS(*seen) == status,
          "a client that ends with status " + std::to_string(status),
          describe_client());
}

void Conversation::require_complaint() {
  const std::size_t before = scene_.printed.size();
  finish();
  require(scene_.printed.size() > before, "a line on stderr that says why",
          "nothing on stderr");
}

void Conversation::require_quiet() {
  try {
    conformance::await_quiet(client_);
  } catch (const Unmet& unmet) {
    throw Unmet("a client that sleeps while there is nothing to do",
                has_ended() ? describe_client() : unmet.observed);
  }
}

struct Conversation::Echo {
  std::string_view untyped;
  const std::size_t most_owed;
  std::string owed{};  // by the server
  std::string printed{};
};

/// Whether any have been moved.
bool Conversation::move_bytes(Echo& echo) {
  std::array<char, 65536> part;
  const auto& [untyped, most_owed, owed, printed] = echo;
  ssize_t n = ::write(typed_.get(), untyped.data(),
                      std::min(untyped.size(), part.size()));
  bool moved = n > 0;
  if (n > 0) echo.untyped.remove_prefix(static_cast<std::size_t>(n));
  n = owed.size() > most_owed
          ? 0
          : ::recv(server_.get(), part.data(), part.size(), MSG_DONTWAIT);
  moved |= n > 0;
  if (n > 0) echo.owed.append(part.data(), static_cast<std::size_t>(n));
  n = ::send(server_.get(), owed.data(), owed.size(),
             MSG_DONTWAIT | MSG_NOSIGNAL);
  moved |= n > 0;
  if (n > 0) echo.owed.erase(0, static_cast<std::size_t>(n));
  n = ::read(printed_.get(), part.data(), part.size());
  moved |= n > 0;
  if (n > 0) echo.printed.append(part.data(), static_cast<std::size_t>(n));
  return moved;
}

void Conversation::require_echo(std::string_view bytes, std::size_t most_owed) {
  Echo echo{.untyped = bytes, .most_owed = most_owed};
  while (echo.printed.size() < bytes.size()) {
    if (comes_true([&] { return move_bytes(echo); })) continue;
    throw Unmet(quote(bytes) + ", there and back",
                std::to_string(echo.printed.size()) + " bytes printed; " +
                    describe_client());
  }
  conformance::require_same_bytes(bytes, echo.printed);
}

}  // namespace endpoints

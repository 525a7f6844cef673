// What the client sends and prints, and how it ends.
#include <sys/wait.h>

#include <string>

#include "labs/assignments/endpoints/grader/conversation.hh"
#include "labs/assignments/endpoints/grader/listener.hh"
#include "labs/assignments/endpoints/grader/need.hh"
#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"
#include "labs/grader/sandbox/student_program.hh"

namespace endpoints {
namespace {

constexpr std::size_t kLongLine = 100'000;  // more than a buffer
// More than all buffers between us and the client hold, as large as they may
// grow.
constexpr std::size_t kVeryLongLine = std::size_t{16} << 20;
constexpr std::size_t kUnlimited = kVeryLongLine;

std::string line_of(Scene& scene, std::size_t size) {
  std::string line;
  while (line.size() < size) line += scene.word() + ' ';
  line.resize(size);
  line.back() = '\n';
  return line;
}

void require_round_trip(Conversation& talk, const std::string& line) {
  talk.type(line);
  talk.require_received(line);
  talk.reply(line);
  talk.require_printed(line);
}

void line_by_line(Scene& scene) {
  Conversation talk(scene);
  for (int i = 0; i < 3; ++i) require_round_trip(talk, scene.word() + '\n');
}

void any_bytes(Scene& scene) {
  Conversation talk(scene);
  const std::string nothing(3, '\0');
  require_round_trip(talk,
                     scene.word() + nothing + "\xff\r" + scene.word() + '\n');
}

void reply_in_pieces(Scene& scene) {
  Conversation talk(scene);
  const std::string begin = scene.word();
  const std::string end = scene.word() + '\n';
  talk.type(begin + end);
  talk.require_received(begin + end);
  talk.reply(begin);
  talk.await_reply_taken();
  talk.reply(end);
  talk.require_printed(begin + end);
}

void long_line(Scene& scene) {
  Conversation talk(scene);
  talk.require_echo(line_of(scene, kLongLine), kUnlimited);
}

void last_words(Scene& scene) {
  Conversation talk(scene);
  const std::string words = scene.word();
  talk.type(words);
  talk.end_input();
  talk.require_received(words);
  talk.require_end_received();
  talk.reply(words);
  talk.hang_up();
  talk.require_printed(words);
  talk.require_nothing_more_printed();
  talk.require_exit(0);
}

void silent_server(Scene& scene) {
  Conversation talk(scene);
  const std::string line = scene.word() + '\n';
  talk.type(line);
  talk.end_input();
  talk.require_received(line);
  talk.require_end_received();
  talk.require_quiet();
}

void without_server(Scene& scene) {
  const std::uint16_t port = free_port();
  const auto [status, printed] = grader::run_to_end(
      {.arguments = {"./client", "127.0.0.1", std::to_string(port)},
       .limits = scene.limits(),
       .connects_to = {port}});
  scene.printed += printed.out + printed.err;
  conformance::require(
      status && WIFEXITED(*status) && WEXITSTATUS(*status) == 1,
      "exit status 1, as there is no server",
      conformance::describe_status(status));
  conformance::require(!printed.err.empty(), "a line on stderr that says why",
                       "nothing on stderr");
}

// One line too few comes back.
void server_ends_early(Scene& scene) {
  Conversation talk(scene);
  require_round_trip(talk, scene.word() + '\n');
  talk.hang_up();
  for (int i = 0; i < 3; ++i) talk.type(scene.word() + '\n');
  talk.end_input();
  talk.require_exit(1);
  talk.require_complaint();
}

void server_leaves(Scene& scene) {
  Conversation talk(scene);
  require_round_trip(talk, scene.word() + '\n');
  talk.hang_up();
  talk.require_exit(1);
}

void both_ways(Scene& scene) {
  Conversation talk(scene);
  std::string line = line_of(scene, kLongLine);
  line.back() = ' ';
  while (line.size() < kVeryLongLine) line += line;
  line.resize(kVeryLongLine);
  line.back() = '\n';
  talk.require_echo(line, 0);
}

/// Python for a server at port 8080, whose connection is `s`.
std::string with_server(std::string_view deeds, std::string_view command) {
  return "timeout 9 python3 -c 'from socket import *; import time; "
         "s = create_server((\"\", 8080)).accept()[0]; " +
         std::string(deeds) + "' & sleep 1; " + std::string(command);
}

const Need kNeeds[] = {
    {"echo-line", line_by_line,
     with_server("[s.sendall(s.recv(9)) for i in range(3)]",
                 "for i in 1 2 3; do echo $i; sleep 1; done | "
                 "./client 127.0.0.1 8080 | cat"),
     "1, 2 and 3, a second apart"},
    {"echo-bytes", any_bytes,
     with_server("s.sendall(s.recv(99))",
                 "printf 'a\\0\\0b\\377\\n' | ./client 127.0.0.1 8080 | od -c"),
     "a, two bytes of value 0, 377"},
    {"echo-pieces", reply_in_pieces,
     with_server("b = s.recv(99); s.sendall(b[:3]); time.sleep(1); "
                 "s.sendall(b[3:]); time.sleep(3)",
                 "(echo pieces; sleep 5) | strace -e read,write ./client "
                 "127.0.0.1 8080"),
     "two writes of what two reads brought"},
    {"echo-long-line", long_line,
     with_server("[s.sendall(b) for b in iter(lambda: s.recv(65536), b\"\")]",
                 "(head -c 99999 /dev/zero | tr '\\0' a; echo; sleep 2) | "
                 "./client 127.0.0.1 8080 | wc -c"),
     "100000"},
    {"last-line-answered", last_words,
     with_server(
         "b = s.recv(99) + s.recv(99); s.sendall(b)",
         "printf 'no newline' | ./client 127.0.0.1 8080; echo status $?"),
     "no newline, then status 0"},
    {"last-line-idle", silent_server,
     with_server("time.sleep(9)",
                 "echo hello | strace ./client 127.0.0.1 8080"),
     "one call in which it waits until the server ends"},
    {"server-unreachable", without_server,
     "echo hello | ./client 127.0.0.1 8080; echo status $?",
     "why, on stderr, and status 1"},
    {"server-ends-early", server_ends_early,
     with_server("s.sendall(s.recv(99))",
                 "(for i in 1 2 3 4; do echo $i; sleep 1; done) | "
                 "./client 127.0.0.1 8080; echo status $?"),
     "1, then why, and status 1"},
    {"server-leaves", server_leaves,
     with_server(
         "s.sendall(s.recv(99))",
         "(echo hello; sleep 9) | (./client 127.0.0.1 8080; echo status $?)"),
     "hello, then at once status 1"},
    {"both-ways-at-once", both_ways,
     with_server("[s.sendall(b) for b in iter(lambda: s.recv(8192), b\"\")]",
                 "(head -c 16000000 /dev/zero | tr '\\0' a; echo) | "
                 "./client 127.0.0.1 8080 | wc -c"),
     "16000001"},
};

}  // namespace

std::span<const Need> client_needs() { return kNeeds; }

}  // namespace endpoints

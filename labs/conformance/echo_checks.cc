// Every byte comes back, in order, unchanged, whatever the client writes and
// however it cuts it into pieces.
#include <numeric>
#include <string>

#include "labs/conformance/check_lists.hh"
#include "labs/conformance/client.hh"
#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"

namespace conformance {
namespace {

using namespace std::string_literals;

void echo_line(const Endpoint& server) {
  Client client(server);
  client.require_echo("Hello, World!\n");
  client.require_echo("\n");
  client.require_echo("again\n");
}

void echo_crlf(const Endpoint& server) {
  Client(server).require_echo("typed into telnet\r\n\r\nand on\r\n");
}

void echo_nul(const Endpoint& server) {
  Client(server).require_echo("a\0b\n\0\0c\n"s);
}

void echo_high_bytes(const Endpoint& server) {
  std::string bytes(255, '\0');
  std::iota(bytes.begin(), bytes.end(), '\1');  // 0xFF is char(-1), not EOF
  Client(server).require_echo("\xff\xff\n" + bytes + "\n");
}

void echo_unterminated(const Endpoint& server) {
  Client client(server);
  client.send("a line\nand half of ano");
  client.finish_sending();
  require_same_bytes("a line\nand half of ano", client.receive_to_end());
}

void echo_long_line(const Endpoint& server) {
  std::string line(1 << 20, '\n');
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    line[i] = static_cast<char>('a' + i % 23);
  }
  Client(server).require_echo(line);
}

void echo_pipelined(const Endpoint& server) {
  std::string lines;
  for (int i = 0; i < 1000; ++i) {
    lines += "line " + std::to_string(i) + "\n";
  }
  Client(server).require_echo(lines);
}

void echo_byte_by_byte(const Endpoint& server) {
  Client client(server);
  const std::string line = "one byte\r\n";
  for (const char byte : line) {
    client.send({&byte, 1});
    // The next one leaves when this one was read: no two arrive together.
    await(server, "the server to read every byte as it comes", [&] {
      const auto end = server_end(server, client);
      return client.has_input() || (end && end->unread == 0);
    });
  }
  require_same_bytes(line, client.receive(line.size()));
}

constexpr Check kChecks[] = {
    {"echo-line", "a line comes back, and the connection stays open for more",
     to_all, echo_line,
     R"(a = c(); a.sendall(b"Hello, World!\n"); print(a.recv(99)))",
     "the line that was sent"},
    {"echo-crlf", "carriage returns come back", to_all, echo_crlf,
     R"(a = c(); a.sendall(b"one\r\n\r\ntwo\r\n"); print(a.recv(99)))",
     R"(what was sent, each \r\n included)"},
    {"echo-nul", "bytes of value 0 come back", to_all, echo_nul,
     R"(a = c(); a.sendall(b"a\0b\n\0\0c\n"); print(a.recv(99)))",
     R"(what was sent, each \x00 included)"},
    {"echo-high-bytes", "bytes of all values come back, 0xFF as well", to_all,
     echo_high_bytes,
     R"(a = c(); a.sendall(b"\xff\xff\n" + bytes(range(1, 256)) + b"\n"); )"
     R"(print(a.recv(999)))",
     R"(what was sent, \xff at its begin)"},
    {"echo-unterminated",
     "a last line without newline comes back before end of file", to_all,
     echo_unterminated,
     R"(a = c(); a.sendall(b"a line\nand half of ano"); a.shutdown(1); )"
     R"(print(a.makefile("rb").read()))",
     "both lines, the second without a newline"},
    {"echo-long-line", "a line of 1 MiB comes back", to_all, echo_long_line,
     R"(a = c(); fork() or (a.sendall(b"x" * 1048575 + b"\n"), _exit(0)); )"
     R"(print(len(a.makefile("rb").readline())))",
     "1048576"},
    {"echo-pipelined", "a thousand lines sent in one write all come back",
     to_all, echo_pipelined,
     R"(a = c(); a.sendall(b"".join(b"line %d\n" % i for i in range(1000))); )"
     R"(a.shutdown(1); print(a.makefile("rb").read()[-30:]))",
     "the end of what was sent: line 999"},
    {"echo-byte-by-byte", "a line that arrives byte by byte comes back", to_all,
     echo_byte_by_byte,
     R"(a = c(); a.setsockopt(6, 1, 1); )"
     R"([a.sendall(bytes([b])) for b in b"one byte\r\n"]; sleep(1); )"
     R"(print(a.recv(99)))",
     "one byte"},
};

}  // namespace

std::span<const Check> echo_checks() { return kChecks; }

}  // namespace conformance

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/clients/program.hh"
#include "tests/clients/session_server.hh"

namespace clients {
namespace {

std::vector<std::string> client_of(const SessionServer& server) {
  return {"echo-client", "127.0.0.1", server.port()};
}

TEST(EchoClient, PrintsWhatComesBack) {
  const SessionServer server(echo);
  const Outcome outcome = run(client_of(server), "one\ntwo\n");
  EXPECT_EQ(outcome.output, "one\ntwo\n");
  EXPECT_EQ(outcome.errors, "");
  EXPECT_EQ(outcome.status, 0);
}

TEST(EchoClient, BringsBackALastLineWithoutNewline) {
  const SessionServer server(echo);
  const Outcome outcome = run(client_of(server), "one\nhalf");
  EXPECT_EQ(outcome.output, "one\nhalf");
  EXPECT_EQ(outcome.status, 0);
}

TEST(EchoClient, AcceptsAnEmptyInput) {
  const SessionServer server(echo);
  const Outcome outcome = run(client_of(server));
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.status, 0);
}

// More than all socket buffers on the way can hold: a client that sends first
// and reads later would never end.
TEST(EchoClient, PassesSixteenMegabytesThroughAPipe) {
  const SessionServer server(echo);
  std::string input;
  for (int i = 0; input.size() < (1u << 24); ++i) {
    input += "line " + std::to_string(i) + '\0' + "\xFF\r\n";
  }
  const Outcome outcome = run(client_of(server), input);
  EXPECT_EQ(outcome.output.size(), input.size());
  EXPECT_TRUE(outcome.output == input) << "the bytes differ";
  EXPECT_EQ(outcome.status, 0);
}

TEST(EchoClient, GoesOnReadingAfterItsInputHasEnded) {
  const SessionServer server([](int fd) {
    std::string all;
    char buffer[64];
    ssize_t n;
    while ((n = recv(fd, buffer, sizeof buffer, 0)) > 0) {
      all.append(buffer, std::size_t(n));
    }
    send(fd, all.data(), all.size(), MSG_NOSIGNAL);  // only at end of file
  });
  const Outcome outcome = run(client_of(server), "late\n");
  EXPECT_EQ(outcome.output, "late\n");
  EXPECT_EQ(outcome.status, 0);
}

TEST(EchoClient, SendsOneLineWithOnce) {
  const SessionServer server(echo);
  auto arguments = client_of(server);
  arguments.insert(arguments.end(), {"--once", "hello world"});
  const Outcome outcome = run(arguments, "not this\n");
  EXPECT_EQ(outcome.output, "hello world\n");
  EXPECT_EQ(outcome.status, 0);
}

TEST(EchoClient, SaysThatTheServerClosedEarly) {
  const SessionServer server([](int fd) {
    char buffer[4];  // "one\n"
    recv(fd, buffer, sizeof buffer, MSG_WAITALL);
    send(fd, buffer, sizeof buffer, MSG_NOSIGNAL);
  });
  for (const bool once : {false, true}) {
    auto arguments = client_of(server);
    if (once) arguments.insert(arguments.end(), {"--once", "one\ntwo"});
    const Outcome outcome = run(arguments, once ? "" : "one\ntwo\n");
    EXPECT_EQ(outcome.output, "one\n");
    EXPECT_EQ(outcome.errors, "echo-client: server closed the connection\n");
    EXPECT_EQ(outcome.status, 1);
  }
}

TEST(EchoClient, SaysThatThePortIsRefused) {
  const RefusingPort nobody;
  const Outcome outcome = run({"echo-client", "127.0.0.1", nobody.port()});
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.errors, "echo-client: cannot connect to 127.0.0.1 port " +
                                nobody.port() + ": Connection refused\n");
  EXPECT_EQ(outcome.status, 1);
}

TEST(EchoClient, SaysInOneLineThatANameIsUnknown) {
  const Outcome outcome = run({"echo-client", "no-such-host.invalid", "7777"});
  EXPECT_EQ(outcome.errors.find('\n'), outcome.errors.size() - 1)
      << outcome.errors;
  EXPECT_EQ(outcome.status, 1);
}

TEST(EchoClient, EndsWhenNobodyTakesItsOutput) {
  const SessionServer server(echo);
  Pipe input, output, errors;
  output.read_end.reset();
  Program program(client_of(server), input.read_end.get(),
                  output.write_end.get(), errors.write_end.get());
  ASSERT_EQ(write(input.write_end.get(), "one\n", 4), 4);
  EXPECT_EQ(program.wait(), 1);
  std::string text;
  EXPECT_TRUE(read_until(errors.read_end.get(),
                         "echo-client: cannot print: Broken pipe\n", text))
      << text;
}

// A terminal for a program. What is typed appears on it, then what comes back.
struct Terminal {
  Terminal() {
    int user = -1;
    int program = -1;
    if (openpty(&user, &program, nullptr, nullptr, nullptr) != 0) {
      csapp::throw_errno("openpty");
    }
    fcntl(user, F_SETFD, FD_CLOEXEC);
    fcntl(program, F_SETFD, FD_CLOEXEC);
    user_end.reset(user);
    program_end.reset(program);
  }
  void type(const std::string& text) const {
    if (write(user_end.get(), text.data(), text.size()) < 0) {
      csapp::throw_errno("write");
    }
  }
  csapp::Descriptor user_end;
  csapp::Descriptor program_end;
};

TEST(EchoClient, AnswersLineByLineAtATerminal) {
  const SessionServer server(echo);
  const Terminal terminal;
  const int fd = terminal.program_end.get();
  Program program(client_of(server), fd, fd, fd);
  for (const std::string line : {"first", "second", ""}) {
    terminal.type(line + "\n");
    std::string screen;  // the next line is not typed before this one is back
    ASSERT_TRUE(read_until(terminal.user_end.get(),
                           line + "\r\n" + line + "\r\n", screen))
        << "typed '" << line << "', on the screen: '" << screen << "'";
  }
  terminal.type("\x04");  // Ctrl-D
  EXPECT_EQ(program.wait(), 0);
}

TEST(EchoClient, NoticesAtATerminalThatTheServerHasGone) {
  const SessionServer server([](int) {});
  const Terminal terminal;
  const int fd = terminal.program_end.get();
  Program program(client_of(server), fd, fd, fd);  // and nothing is typed
  std::string screen;
  EXPECT_TRUE(read_until(terminal.user_end.get(),
                         "echo-client: server closed the connection", screen))
      << screen;
  EXPECT_EQ(program.wait(), 1);
}

TEST(EchoClient, RefusesWrongUsageWithTwo) {
  EXPECT_EQ(run({"echo-client"}).status, 2);
  EXPECT_EQ(run({"echo-client", "localhost"}).status, 2);
  EXPECT_EQ(run({"echo-client", "localhost", "1", "--bogus"}).status, 2);
  EXPECT_EQ(run({"echo-client", "localhost", "1", "2"}).status, 2);
}

TEST(EchoClient, ExplainsItself) {
  const Outcome help = run({"echo-client", "--help"});
  EXPECT_EQ(help.status, 0);
  EXPECT_NE(help.output.find("echo-client localhost 7777"), std::string::npos);
  const Outcome version = run({"echo-client", "--version"});
  EXPECT_EQ(version.status, 0);
  EXPECT_EQ(version.output.rfind("echo-client (echolab) ", 0), 0u);
}

}  // namespace
}  // namespace clients

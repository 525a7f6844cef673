// Connecting and listening: both families, every failure, nothing leaked.
#include <gtest/gtest.h>
#include <netinet/tcp.h>

#include "child.hh"
#include "csapp.h"
#include "csapp/descriptor.hh"
#include "faults.hh"

namespace {

using csapp::Descriptor;
using faults::FailNext;

std::string port_of(const Descriptor& listener) {
  sockaddr_storage address;
  socklen_t length = sizeof address;
  getsockname(listener.get(), reinterpret_cast<SA*>(&address), &length);
  // The port is at the same place in both families.
  return std::to_string(
      ntohs(reinterpret_cast<const sockaddr_in*>(&address)->sin_port));
}

int family_of(const Descriptor& socket) {
  int family = 0;
  socklen_t length = sizeof family;
  getsockopt(socket.get(), SOL_SOCKET, SO_DOMAIN, &family, &length);
  return family;
}

int option(const Descriptor& socket, int level, int name) {
  int value = -1;
  socklen_t length = sizeof value;
  getsockopt(socket.get(), level, name, &value, &length);
  return value;
}

bool closed_on_exec(const Descriptor& fd) {
  return (fcntl(fd.get(), F_GETFD) & FD_CLOEXEC) != 0;
}

size_t open_descriptors() {
  size_t count = 0;
  DIR* directory = Opendir("/proc/self/fd");
  while (Readdir(directory) != nullptr) ++count;
  Closedir(directory);
  return count;
}

// What an open_* call returns and prints, in a child of its own.
Ending result_of(const std::function<int()>& call) {
  return run_in_child([&] {
    const int result = call();
    printf("%d", result);
  });
}

// No descriptor and no address list may outlive a test.
class Endpoint : public testing::Test {
 protected:
  void SetUp() override {
    descriptors_ = open_descriptors();
    lists_ = faults::address_lists_alive();
  }

  void TearDown() override {
    EXPECT_EQ(open_descriptors(), descriptors_) << "descriptors leak";
    EXPECT_EQ(faults::address_lists_alive(), lists_) << "address lists leak";
  }

 private:
  size_t descriptors_ = 0;
  int lists_ = 0;
};

}  // namespace

TEST_F(Endpoint, OneListenerServesBothFamilies) {
  const Descriptor listener(open_listenfd("0"));
  ASSERT_TRUE(listener);
  EXPECT_EQ(family_of(listener), AF_INET6);
  EXPECT_EQ(option(listener, IPPROTO_IPV6, IPV6_V6ONLY), 0);
  EXPECT_EQ(option(listener, SOL_SOCKET, SO_REUSEADDR), 1);
  for (const char* host : {"127.0.0.1", "::1", "localhost"}) {
    const Descriptor client(open_clientfd(host, port_of(listener).c_str()));
    ASSERT_TRUE(client) << host << ": " << strerror(errno);
    const Descriptor server(Accept(listener.get(), nullptr, nullptr));
    ASSERT_EQ(rio_writen(client.get(), "x", 1), 1);
    char byte = 0;
    EXPECT_EQ(rio_readn(server.get(), &byte, 1), 1) << host;
  }
}

TEST_F(Endpoint, BacklogIsListenq) {
  const Descriptor listener(open_listenfd("0"));
  tcp_info info = {};
  socklen_t length = sizeof info;
  getsockopt(listener.get(), IPPROTO_TCP, TCP_INFO, &info, &length);
  int most = 0;
  FILE* stream = Fopen("/proc/sys/net/core/somaxconn", "r");
  ASSERT_EQ(fscanf(stream, "%d", &most), 1);
  Fclose(stream);
  // Of a listening socket, Linux shows the backlog here.
  EXPECT_EQ(info.tcpi_sacked, static_cast<unsigned>(std::min(LISTENQ, most)));
}

// With AI_ADDRCONFIG, ::1 fails where only the loopback has IPv6.
TEST_F(Endpoint, AddressesDoNotDependOnTheInterfaces) {
  const Descriptor listener(open_listenfd("0"));
  const Descriptor client(open_clientfd("::1", port_of(listener).c_str()));
  EXPECT_TRUE(client);
  EXPECT_EQ(faults::lookup_flags(), AI_NUMERICSERV);
}

// No name: ::1 and 127.0.0.1, whatever the files of the system say.
TEST_F(Endpoint, EachAddressIsTriedInTurn) {
  const Descriptor listener(open_listenfd("0"));
  const FailNext refused("connect", ECONNREFUSED);
  const Descriptor client(open_clientfd(nullptr, port_of(listener).c_str()));
  EXPECT_TRUE(client) << strerror(errno);
  EXPECT_EQ(refused.left(), 0);
}

TEST_F(Endpoint, NullHostIsThisOne) {
  const Descriptor listener(open_listenfd("0"));
  const Descriptor client(open_clientfd(nullptr, port_of(listener).c_str()));
  EXPECT_TRUE(client);
}

TEST_F(Endpoint, FallsBackToIpv4WithoutIpv6) {
  const std::pair<const char*, int> faults[] = {
      {"socket", EAFNOSUPPORT},
      {"socket", EPROTONOSUPPORT},
      {"bind", EADDRNOTAVAIL},
      {"setsockopt", ENOPROTOOPT},
  };
  for (const auto& [function, error] : faults) {
    const FailNext fault(function, error);
    const Descriptor listener(open_listenfd("0"));
    ASSERT_TRUE(listener) << function << ": " << strerror(errno);
    EXPECT_EQ(family_of(listener), AF_INET) << function;
    const Descriptor client(
        open_clientfd("localhost", port_of(listener).c_str()));
    EXPECT_TRUE(client) << "each address in turn, ::1 refuses";
  }
}

TEST_F(Endpoint, TakenPortIsNoReasonToFallBack) {
  const Descriptor listener(open_listenfd("0"));
  errno = 0;
  EXPECT_EQ(open_listenfd(port_of(listener).c_str()), -1);
  EXPECT_EQ(errno, EADDRINUSE);
}

TEST_F(Endpoint, DescriptorsAreClosedOnExec) {
  const Descriptor listener(open_listenfd("0"));
  const Descriptor client(open_clientfd("::1", port_of(listener).c_str()));
  EXPECT_TRUE(closed_on_exec(listener));
  EXPECT_TRUE(closed_on_exec(client));
  EXPECT_FALSE(closed_on_exec(Descriptor(Socket(AF_INET, SOCK_STREAM, 0))));
  EXPECT_FALSE(closed_on_exec(Descriptor(Open("/dev/null", O_RDONLY, 0))));
}

TEST_F(Endpoint, RefusalIsMinusOneWithItsErrno) {
  std::string port;
  {
    const Descriptor listener(open_listenfd("0"));
    port = port_of(listener);
  }
  for (const char* host : {"127.0.0.1", "::1", "localhost"}) {
    errno = 0;
    EXPECT_EQ(open_clientfd(host, port.c_str()), -1) << host;
    EXPECT_EQ(errno, ECONNREFUSED) << host;
  }
}

TEST_F(Endpoint, ErrnoSurvivesTheFailureOfClose) {
  const FailNext refused("socket", EMFILE, 5);
  EXPECT_EQ(open_clientfd("localhost", "9"), -1);
  EXPECT_EQ(errno, EMFILE);
  EXPECT_EQ(open_listenfd("0"), -1);
  EXPECT_EQ(errno, EMFILE);
}

TEST_F(Endpoint, FailedCloseLeaksNoAddressList) {
  std::string port;
  {
    const Descriptor listener(open_listenfd("0"));
    port = port_of(listener);
  }
  const Ending ending = run_in_child([&] {
    const FailNext fault("close", EIO, 2);
    const int fd = open_clientfd("localhost", port.c_str());
    if (fd != -1 || errno != ECONNREFUSED) app_error("wrong result");
    if (faults::address_lists_alive() != 0) app_error("leak");
    if (fault.left() == 2) app_error("close was not called");
  });
  EXPECT_EQ(ending, (Ending{0, 0, "", ""}));
}

TEST_F(Endpoint, SignalDoesNotEndAnAttempt) {
  const Descriptor listener(open_listenfd("0"));
  const FailNext fault("connect", EINTR);
  const Descriptor client(
      open_clientfd("127.0.0.1", port_of(listener).c_str()));
  EXPECT_TRUE(client) << strerror(errno);
  EXPECT_EQ(fault.left(), 0);
}

TEST_F(Endpoint, BadPortsOfAClientAreMinusTwoAndALine) {
  const std::string service = gai_strerror(EAI_SERVICE);
  const std::string name = gai_strerror(EAI_NONAME);
  const std::pair<const char*, std::string> ports[] = {
      {"65536", service}, {"99999999999999999999999", service},
      {"http", name},     {"", name},
      {"-1", name},       {" 80", name},
      {"80 ", name},      {nullptr, name},
  };
  for (const auto& [port, reason] : ports) {
    const std::string shown = port == nullptr ? "(null)" : port;
    const char* argument = port;
    EXPECT_EQ(result_of([=] { return open_clientfd("localhost", argument); }),
              (Ending{0, 0, "-2",
                      "getaddrinfo failed (localhost:" + shown +
                          "): " + reason + "\n"}));
    EXPECT_EQ(
        result_of([=] { return open_listenfd(argument); }),
        (Ending{0, 0, "-2",
                "getaddrinfo failed (port " + shown + "): " + reason + "\n"}));
  }
}

TEST_F(Endpoint, UnknownHostIsMinusTwoAndALine) {
  EXPECT_EQ(result_of([] { return open_clientfd("no such host", "80"); }),
            (Ending{0, 0, "-2",
                    "getaddrinfo failed (no such host:80): Name or service "
                    "not known\n"}));
}

TEST_F(Endpoint, LeadingZeroesAreDigits) {
  const Descriptor listener(open_listenfd("0"));
  const std::string port = "000" + port_of(listener);
  const Descriptor client(open_clientfd("::1", port.c_str()));
  EXPECT_TRUE(client);
}

namespace {

// Accepts one client of `host` into `size` bytes of address; the length told.
socklen_t accept_into(const char* host, void* address, socklen_t size) {
  const Descriptor listener(open_listenfd("0"));
  const Descriptor client(open_clientfd(host, port_of(listener).c_str()));
  const Descriptor server(
      Accept(listener.get(), static_cast<SA*>(address), &size));
  return size;
}

}  // namespace

TEST_F(Endpoint, AcceptShowsAnIpv4PeerAsIpv4) {
  sockaddr_storage large;
  EXPECT_EQ(accept_into("127.0.0.1", &large, sizeof large),
            sizeof(sockaddr_in));
  EXPECT_EQ(large.ss_family, AF_INET);
  sockaddr_in small;
  EXPECT_EQ(accept_into("127.0.0.1", &small, sizeof small),
            sizeof(sockaddr_in));
  EXPECT_EQ(small.sin_family, AF_INET);
  EXPECT_EQ(small.sin_addr.s_addr, htonl(INADDR_LOOPBACK));
  EXPECT_NE(small.sin_port, 0);
}

TEST_F(Endpoint, AcceptCutsOffAndTellsTheTrueLength) {
  unsigned char bytes[sizeof(sockaddr_in6)];
  memset(bytes, '?', sizeof bytes);
  EXPECT_EQ(accept_into("::1", bytes, 16), sizeof(sockaddr_in6));
  EXPECT_EQ(bytes[16], '?') << "wrote past the caller's 16 bytes";
  sockaddr_in6 whole;
  EXPECT_EQ(accept_into("::1", &whole, sizeof whole), sizeof(sockaddr_in6));
  EXPECT_TRUE(IN6_IS_ADDR_LOOPBACK(&whole.sin6_addr));
}

// Both ends of a real TCP connection over loopback, in one process.
#ifndef TESTS_SERVERS_ECHO_TCP_PAIR_HH
#define TESTS_SERVERS_ECHO_TCP_PAIR_HH

#include <string>

#include "csapp/descriptor.hh"

/// A listening socket on a free port, non-blocking.
csapp::Descriptor listen_on_loopback();

/// A blocking connection to the port of `listener`.
csapp::Descriptor connect_to(const csapp::Descriptor& listener);

struct TcpPair {
  TcpPair();
  csapp::Descriptor client;
  csapp::Descriptor server;
};

/// Closes with a reset instead of an end of file.
void reset_connection(csapp::Descriptor fd);

/// Blocks until `size` bytes or the end of file were read.
std::string read_exactly(const csapp::Descriptor& fd, std::size_t size);

/// Blocks until input, an end or a reset has arrived on `fd`.
void wait_readable(int fd);

#endif

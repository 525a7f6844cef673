// Endpoints: sockets from names and ports, and a client of an echo server.
//
// Model:   addresses are tried in the order of getaddrinfo, each on a socket of
//          its own; the client waits for both directions at once, with poll.
// Fails:   as endpoints.h says.
// Source:  Bryant and O'Hallaron, CS:APP, 11.4; RFC 3493.
#include "endpoints.h"

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int hostinfo(const char* name) {
  // BEGIN SOLUTION "print the addresses of the name (part 1)"
  struct addrinfo hints;
  struct addrinfo* list = NULL;
  const struct addrinfo* each;
  char text[NI_MAXHOST];

  memset(&hints, 0, sizeof hints);
  hints.ai_socktype = SOCK_STREAM;  // or each address comes once a protocol
  const int code = getaddrinfo(name, NULL, &hints, &list);
  if (code != 0) {
    fprintf(stderr, "hostinfo: %s: %s\n", name, gai_strerror(code));
    return 1;
  }
  for (each = list; each != NULL; each = each->ai_next) {
    if (getnameinfo(each->ai_addr, each->ai_addrlen, text, sizeof text, NULL, 0,
                    NI_NUMERICHOST) == 0) {
      printf("%s\n", text);
    }
  }
  freeaddrinfo(list);
  return 0;
  // STARTER: (void)name;
  // STARTER: return 1;
  // END SOLUTION
}

// BEGIN SOLUTION "write what parts 2 and 3 have in common, as you need it"
// A decimal number up to 65535? getaddrinfo would cut off a larger one.
static int is_port(const char* text) {
  const size_t length = strlen(text);

  return length >= 1 && length <= 5 && strspn(text, "0123456789") == length &&
         atoi(text) <= 65535;
}

// The addresses of `host` and `port`, to be freed; NULL: none, and stderr tells
// why. Without a host: those to listen at.
static struct addrinfo* resolve(const char* host, const char* port,
                                int family) {
  struct addrinfo* list = NULL;
  struct addrinfo hints;
  int code = EAI_SERVICE;

  memset(&hints, 0, sizeof hints);
  hints.ai_family = family;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV | AI_PASSIVE;  // for a host it says nothing
  if (is_port(port)) code = getaddrinfo(host, port, &hints, &list);
  if (code == 0) return list;
  fprintf(stderr, "getaddrinfo failed (%s:%s): %s\n", host ? host : "", port,
          gai_strerror(code));
  return NULL;
}

// Closes what has become useless; -1, with the errno of what had failed.
static int give_up(int fd) {
  const int saved_errno = errno;

  close(fd);
  errno = saved_errno;
  return -1;
}

// Frees the list; errno stays what it was.
static void free_list(struct addrinfo* list) {
  const int saved_errno = errno;

  freeaddrinfo(list);
  errno = saved_errno;
}
// END SOLUTION

// BEGIN SOLUTION "write what tries one address (part 2)"
// A socket that is connected to the address, or -1 and errno.
static int connect_to(const struct addrinfo* address) {
  const int fd =
      socket(address->ai_family, address->ai_socktype, address->ai_protocol);

  if (fd < 0) return -1;
  if (connect(fd, address->ai_addr, address->ai_addrlen) == 0) return fd;
  return give_up(fd);
}
// END SOLUTION

int open_clientfd(const char* host, const char* port) {
  // BEGIN SOLUTION "connect to the first address that answers (part 2)"
  struct addrinfo* const list = resolve(host, port, AF_UNSPEC);
  const struct addrinfo* each;
  int fd = -1;

  if (list == NULL) return -2;
  for (each = list; each != NULL && fd < 0; each = each->ai_next) {
    fd = connect_to(each);
  }
  free_list(list);
  return fd;
  // STARTER: (void)host;
  // STARTER: (void)port;
  // STARTER: errno = ENOSYS;
  // STARTER: return -1;
  // END SOLUTION
}

// BEGIN SOLUTION "write what tries one address (part 3)"
// A socket that listens at the address, or -1 and errno.
static int listen_at(const struct addrinfo* address) {
  const int on = 1;
  const int off = 0;
  const int fd =
      socket(address->ai_family, address->ai_socktype, address->ai_protocol);

  if (fd < 0) return -1;
  // Whatever the system's default is: IPv4 clients are welcome, too.
  if (address->ai_family == AF_INET6 &&
      setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) < 0) {
    return give_up(fd);
  }
  // Connections that have ended do not keep a new server from the port.
  if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0 ||
      bind(fd, address->ai_addr, address->ai_addrlen) < 0 ||
      listen(fd, LISTENQ) < 0) {
    return give_up(fd);
  }
  return fd;
}

// Listens at the wildcard address of one family.
static int listen_with(int family, const char* port) {
  struct addrinfo* const list = resolve(NULL, port, family);

  if (list == NULL) return -2;
  const int fd = listen_at(list);
  free_list(list);
  return fd;
}
// END SOLUTION

int open_listenfd(const char* port) {
  // BEGIN SOLUTION "listen with one socket for both families (part 3)"
  const int fd = listen_with(AF_INET6, port);

  // IPv4 alone only where there is nothing else: a taken port stays taken.
  if (fd == -1 && errno == EAFNOSUPPORT) return listen_with(AF_INET, port);
  return fd;
  // STARTER: (void)port;
  // STARTER: errno = ENOSYS;
  // STARTER: return -1;
  // END SOLUTION
}

// BEGIN SOLUTION "write the parts of your client (part 4)"
enum { kBufferBytes = 16 * 1024 };

// One direction of the conversation: what was read and waits to be written.
struct flow {
  char bytes[kBufferBytes];
  size_t begin, end;
  size_t total;  // that was read so far
  int is_open;   // until end of file
};

static size_t waiting(const struct flow* flow) {
  return flow->end - flow->begin;
}

// Reads what is there, if the last has been written; -1: an error.
static int fill(struct flow* flow, int from) {
  const ssize_t n = read(from, flow->bytes, sizeof flow->bytes);

  if (n < 0) return -1;
  flow->begin = 0;
  flow->end = (size_t)n;
  flow->total += (size_t)n;
  flow->is_open = n > 0;
  return 0;
}

// Writes all that waits to stdout; -1: an error.
static int print(struct flow* flow) {
  while (waiting(flow) > 0) {
    const ssize_t n =
        write(STDOUT_FILENO, flow->bytes + flow->begin, waiting(flow));
    if (n < 0) return -1;
    flow->begin += (size_t)n;
  }
  return 0;
}

// Sends as much as there is room for: whoever waits for room does not read, and
// the server may be waiting for that.
static int send_some(struct flow* flow, int server) {
  const ssize_t n = send(server, flow->bytes + flow->begin, waiting(flow),
                         MSG_DONTWAIT | MSG_NOSIGNAL);

  if (n < 0) return errno == EAGAIN ? 0 : -1;
  flow->begin += (size_t)n;
  return 0;
}

// Waits until there is something to do, and does it; -1: an error.
static int step(int server, struct flow* there, struct flow* back) {
  const int types = there->is_open && waiting(there) == 0;
  struct pollfd ready[2];

  ready[0].fd = server;
  ready[0].events = (short)(waiting(there) > 0 ? POLLIN | POLLOUT : POLLIN);
  ready[1].fd = types ? STDIN_FILENO : -1;
  ready[1].events = POLLIN;
  ready[0].revents = ready[1].revents = 0;
  if (poll(ready, 2, -1) < 0) return -1;
  if (ready[0].revents & ~POLLOUT) {
    if (fill(back, server) < 0 || print(back) < 0) return -1;
  }
  if (ready[0].revents & POLLOUT && send_some(there, server) < 0) return -1;
  if (ready[1].revents != 0) {
    if (fill(there, STDIN_FILENO) < 0) return -1;
    if (!there->is_open) shutdown(server, SHUT_WR);  // no more questions
  }
  return 0;
}
// END SOLUTION

int echo_client(const char* host, const char* port) {
  // BEGIN SOLUTION "talk to the server (part 4)"
  static struct flow there, back;  // too large for some stacks
  const int server = open_clientfd(host, port);
  int failed = 0;

  if (server == -2) return 1;  // it has said why
  there.is_open = back.is_open = 1;
  while (server >= 0 && back.is_open && !failed) {
    failed = step(server, &there, &back) < 0;
  }
  if (server < 0 || failed) {
    perror("client");
  } else if (there.is_open || back.total != there.total) {
    fprintf(stderr, "client: the server has ended the connection\n");
    failed = 1;
  }
  close(server);
  return server < 0 || failed ? 1 : 0;
  // STARTER: (void)host;
  // STARTER: (void)port;
  // STARTER: return 1;
  // END SOLUTION
}

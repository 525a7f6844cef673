// Addresses of sockets in the model, and which of them meet.
#pragma once

#include <sys/socket.h>

#include "labs/interleave/runtime/descriptors.hh"

namespace interleave {

// Reads a sockaddr for a socket of the family. Returns 0 or a negated errno.
int read_address(const sockaddr* from, socklen_t length, unsigned family,
                 Address& to);
// Writes what fits, and the full length.
void write_address(const Address& from, unsigned family, sockaddr* to,
                   socklen_t* length);

// 127.0.0.1 or ::1.
Address loopback(unsigned family);
bool is_any(const Address& address);
// One of this machine's loopback addresses, or any.
bool is_local(const Address& address);
// Does a connection to the address reach a listener bound like this?
bool accepts_for(const Socket& listener, const Address& to);
// Can two sockets not be bound like this at once?
bool conflict(const Socket& a, const Socket& b);
// Binds to a port that nobody uses.
void pick_port(File& file);

}  // namespace interleave

// Connections between sockets: how they come about and how they end. Used by
// the program's calls and by scripted clients.
//
// TCP as Linux does it on loopback, without the wire: a connection exists as
// soon as it is in the listener's queue; a close with unread data, or with
// SO_LINGER of zero, resets it; a write to an end that has closed succeeds once
// and is answered by a reset.
#pragma once

#include "labs/interleave/runtime/descriptors.hh"

namespace interleave {

// Two sockets of one connection, neither with a descriptor.
void connect_pair(File& a, File& b);

// The socket that listens where a connection to the address would arrive.
File* find_listener(const Address& to);
// The oldest one that listens on the port, or on any if 0.
File* find_listener_on(std::uint16_t port);
// May further clients come to it? Not if only a call that waits keeps it.
bool awaits_clients(const File& file);
bool has_room(const File& listener);
// REQUIRES: has_room(listener). The new connection waits for accept.
void queue_connection(File& listener, File& client);
// REQUIRES: queued > 0. The reference is the caller's.
File& take_connection(File& listener);

// No more will be written by this end. The last step did it.
void end_writing(File& file);
// The connection is gone, and the peer told by a reset.
void reset_connection(File& file);
// What closing the last descriptor of a socket does.
void end_socket(File& file);
// Data was written to an end that has closed: it answers with a reset.
void answer_with_reset(File& file);

}  // namespace interleave

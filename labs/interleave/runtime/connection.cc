#include "labs/interleave/runtime/connection.hh"

#include <errno.h>
#include <sys/socket.h>

#include <initializer_list>

#include "labs/interleave/runtime/scheduler.hh"
#include "labs/interleave/runtime/socket_address.hh"

namespace interleave {
namespace {

bool is_listening(const File& file) {
  return file.kind == Kind::kSocket && file.references > 0 &&
         file.socket.phase == Phase::kListening && !file.socket.read_shut;
}

// The peer has closed or reset: nobody is there any more.
void forget_peer(File& file) {
  if (file.peer != nullptr) file.peer->peer = nullptr;
  file.peer = nullptr;
}

void fail(File& file, int error) {
  file.socket.reset = true;
  file.socket.error = error;
  file.socket.step = acting_step();
  changed_in(&file);
  changed_out(&file);
}

}  // namespace

void connect_pair(File& a, File& b) {
  a.in = b.out = new_stream();
  a.out = b.in = new_stream();
  a.peer = &b;
  b.peer = &a;
  for (File* file : {&a, &b}) {
    file->socket.phase = Phase::kConnected;
    file->socket.step = acting_step();
    changed_in(file);
    changed_out(file);
  }
}

File* find_listener(const Address& to) {
  Descriptors& d = state().descriptors;
  for (unsigned i = 1; i <= d.file_count; ++i) {
    File& file = d.files[i];
    if (is_listening(file) && accepts_for(file.socket, to)) return &file;
  }
  return nullptr;
}

File* find_listener_on(std::uint16_t port) {
  Descriptors& d = state().descriptors;
  for (unsigned i = 1; i <= d.file_count; ++i) {
    File& file = d.files[i];
    if (!is_listening(file)) continue;
    if (port == 0 || file.socket.local.port == port) return &file;
  }
  return nullptr;
}

bool awaits_clients(const File& file) {
  if (!is_listening(file)) return false;
  const Descriptors& d = state().descriptors;
  for (unsigned i = 0; i < d.table_size; ++i) {
    if (d.table[i] != 0 && &d.files[d.table[i]] == &file) return true;
  }
  return false;
}

// Linux lets one more in than the backlog says.
bool has_room(const File& listener) {
  return listener.socket.queued <= listener.socket.backlog;
}

void queue_connection(File& listener, File& client) {
  File& server = new_file(Kind::kSocket);
  server.references = 1;  // the queue's, then the acceptor's
  server.socket.family = listener.socket.family;
  server.socket.local = client.socket.remote;
  server.socket.remote = client.socket.local;
  connect_pair(client, server);
  Socket& queue = listener.socket;
  (queue.last == nullptr ? queue.first : queue.last->socket.next) = &server;
  queue.last = &server;
  ++queue.queued;
  changed_in(&listener);
  note_progress();
}

File& take_connection(File& listener) {
  Socket& queue = listener.socket;
  File& server = *queue.first;
  queue.first = server.socket.next;
  if (queue.first == nullptr) queue.last = nullptr;
  server.socket.next = nullptr;
  --queue.queued;
  return server;
}

void end_writing(File& file) {
  file.socket.write_shut = true;
  changed_out(&file);
  if (file.out->ended) return;
  file.out->ended = true;
  file.out->end_step = acting_step();
  changed_in(file.peer);
  note_progress();
}

void reset_connection(File& file) {
  if (file.peer != nullptr) {
    // As in Linux, a peer that has seen our end finds a broken pipe instead.
    fail(*file.peer, file.out->ended ? EPIPE : ECONNRESET);
  }
  forget_peer(file);
  note_progress();
}

void end_socket(File& file) {
  Socket& socket = file.socket;
  if (socket.phase == Phase::kListening) {
    while (socket.queued > 0) {
      File& waiting = take_connection(file);
      reset_connection(waiting);
      release(waiting);
    }
  }
  if (socket.phase != Phase::kConnected || file.peer == nullptr) return;
  if (socket.linger_reset || file.in->size > 0) {
    reset_connection(file);
    return;
  }
  end_writing(file);
  changed_out(file.peer);
  forget_peer(file);
}

void answer_with_reset(File& file) { fail(file, EPIPE); }

}  // namespace interleave

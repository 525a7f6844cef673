#include "labs/interleave/runtime/client_steps.hh"

#include <sys/socket.h>

#include "labs/interleave/runtime/client_failure.hh"
#include "labs/interleave/runtime/connection.hh"
#include "labs/interleave/runtime/readiness.hh"
#include "labs/interleave/runtime/scheduler.hh"
#include "labs/interleave/runtime/socket_address.hh"

namespace interleave {
namespace {

constexpr Op kOps[] = {Op::kClientConnect,   Op::kClientSend,
                       Op::kClientExpect,    Op::kClientHalfClose,
                       Op::kClientExpectEof, Op::kClientClose,
                       Op::kClientReset};

const Client& script_of(const Thread& client) {
  return state().channel->clients[client.client_index];
}

const ClientCommand& command_of(const Thread& client) {
  return state()
      .channel->commands[script_of(client).first + client.next_command];
}

bool script_is_over(const Thread& client) {
  return client.next_command >= script_of(client).count;
}

const char* text_of(const Thread& client) {
  return state().channel->client_text + command_of(client).offset;
}

// Number 0 is no file.
File* file_of_client(const Thread& client) {
  if (client.client_socket == 0) return nullptr;
  return &state().descriptors.files[client.client_socket];
}

bool can_connect(const Thread& client) {
  const File* listener = find_listener_on(command_of(client).port);
  return listener != nullptr && has_room(*listener);
}

bool can_send(const Thread& client) {
  const File* file = file_of_client(client);
  return file == nullptr || can_write(*file, 1);
}

// How many of the expected bytes are there and right.
std::uint32_t matching(const Thread& client, const File& file) {
  const char* expected = text_of(client);
  const std::uint32_t length = command_of(client).length;
  std::uint32_t same = 0;
  for (; same < length && same < file.in->size; ++same) {
    if (byte_at(*file.in, same) != expected[same]) break;
  }
  return same;
}

bool has_ended(const File& file) { return file.in->ended || file.socket.reset; }

bool can_expect(const Thread& client) {
  const File* file = file_of_client(client);
  if (file == nullptr || has_ended(*file)) return true;
  const std::uint32_t same = matching(client, *file);
  return same == command_of(client).length || same < file->in->size;
}

bool can_expect_end(const Thread& client) {
  const File* file = file_of_client(client);
  return file == nullptr || has_ended(*file) || file->in->size > 0;
}

ReadyTest test_for(ClientAction action) {
  switch (action) {
    case ClientAction::kConnect:
      return can_connect;
    case ClientAction::kSend:
      return can_send;
    case ClientAction::kExpect:
      return can_expect;
    case ClientAction::kExpectEof:
      return can_expect_end;
    case ClientAction::kHalfClose:
    case ClientAction::kClose:
    case ClientAction::kReset:
      break;
  }
  return nullptr;
}

std::uint64_t connect_client(Thread& client, Event& event) {
  if (client.client_socket != 0) fail_command(client, "is connected already");
  File& listener = *find_listener_on(command_of(client).port);
  File& file = new_file(Kind::kSocket);
  file.references = 1;
  const std::uint16_t family = listener.socket.family;
  file.socket.family = family;
  file.socket.local = loopback(family);
  pick_port(file);
  file.socket.remote = listener.socket.local;
  if (is_any(file.socket.remote)) {
    const std::uint16_t port = file.socket.remote.port;
    file.socket.remote = loopback(family);
    file.socket.remote.port = port;
  }
  event.partner = listener.socket.step;
  queue_connection(listener, file);
  client.client_socket = static_cast<int>(&file - state().descriptors.files);
  return 0;
}

// What it sends may take several steps; to an end that has closed it sends
// without noticing, as one does.
std::uint64_t send_for_client(Thread& client, File& file) {
  const std::uint32_t left = command_of(client).length - client.received;
  std::uint32_t size = left;
  if (file.peer == nullptr || file.socket.reset || file.socket.write_shut) {
    file.socket.reset = file.socket.reset || file.peer == nullptr;
  } else {
    if (size > room(*file.out)) size = room(*file.out);
    put(*file.out, text_of(client) + client.received, size, acting_step());
    changed_in(file.peer);
  }
  client.received = size == left ? 0 : client.received + size;
  return size;
}

std::uint64_t expect_for_client(Thread& client, File& file, Event& event) {
  const std::uint32_t length = command_of(client).length;
  Sources sources;
  find_sources(*file.in, length, sources);
  if (sources.count > 0) event.partner = sources.list[0].step;
  if (matching(client, file) < length) {
    if (file.in->size == 0 && file.in->ended) {
      event.partner = file.in->end_step;
    }
    fail_expectation(client, file);
  }
  if (room(*file.in) < kAtomicWrite) changed_out(file.peer);
  discard(*file.in, length);
  return length;
}

void expect_end(Thread& client, File& file, Event& event) {
  if (file.in->size > 0 || !file.in->ended) fail_expectation(client, file);
  event.partner = file.in->end_step;
}

void close_for_client(Thread& client, File& file, bool reset) {
  if (reset) file.socket.linger_reset = true;
  client.client_socket = 0;
  release(file);
}

// Returns the event's value.
std::uint64_t act(Thread& client, ClientAction action, Event& event) {
  if (action == ClientAction::kConnect) return connect_client(client, event);
  File* file = file_of_client(client);
  if (file == nullptr) fail_command(client, "is not connected");
  switch (action) {
    case ClientAction::kConnect:
      break;
    case ClientAction::kSend:
      return send_for_client(client, *file);
    case ClientAction::kExpect:
      return expect_for_client(client, *file, event);
    case ClientAction::kHalfClose:
      end_writing(*file);
      break;
    case ClientAction::kExpectEof:
      expect_end(client, *file, event);
      break;
    case ClientAction::kClose:
    case ClientAction::kReset:
      close_for_client(client, *file, action == ClientAction::kReset);
      break;
  }
  return 0;
}

}  // namespace

void start_clients() {
  const Channel& channel = *state().channel;
  for (unsigned i = 0; i < channel.client_count && i < kMaxClients; ++i) {
    Thread* client = add_thread(true);
    client->client_index = i;
    prepare_client(*client);
  }
}

void prepare_client(Thread& client) {
  const bool over = script_is_over(client);
  const ClientAction action =
      over ? ClientAction::kClose : command_of(client).action;
  if (over && client.client_socket == 0) {
    client.ended = true;
    return;
  }
  Pending pending{};
  pending.op = kOps[static_cast<unsigned>(action)];
  pending.object =
      descriptor_object(kClientSockets + static_cast<int>(client.client_index));
  if (!over) pending.extra = command_of(client).line;
  pending.ready = test_for(action);
  client.pending = pending;
  if (state().policy.watching) note_pending(client);
}

void perform_client_step(Thread& client) {
  Event& event = record_client_step(client);
  const bool over = script_is_over(client);
  const ClientAction action =
      over ? ClientAction::kClose : command_of(client).action;
  event.value = act(client, action, event);
  if (!over && client.received == 0) ++client.next_command;
  note_progress();
  prepare_client(client);
}

}  // namespace interleave

// What becomes of scripted clients when the program ends before they do.
#include "labs/interleave/runtime/candidates.hh"
#include "labs/interleave/runtime/client_failure.hh"
#include "labs/interleave/runtime/client_steps.hh"
#include "labs/interleave/runtime/connection.hh"
#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {
namespace {

bool is_of_client(const File& file) {
  const State& s = state();
  for (unsigned i = 0; i < s.thread_count; ++i) {
    const Thread& thread = s.threads[i];
    if (thread.client && &s.descriptors.files[thread.client_socket] == &file) {
      return true;
    }
  }
  return false;
}

// The files stay: threads that are cut off may wait for them.
void close_sockets() {
  Descriptors& d = state().descriptors;
  for (unsigned i = 1; i <= d.file_count; ++i) {
    File& file = d.files[i];
    if (file.kind != Kind::kSocket || is_of_client(file)) continue;
    end_socket(file);
    file.socket.phase = Phase::kFresh;
  }
}

// Clients do not meet: one after the other is as good as any order.
void finish(Thread& client) {
  while (!client.ended) {
    const bool ready = is_ready(client);
    choose_alone(client);
    if (!ready) {
      record_client_step(client);
      fail_command(client, "cannot go on: the program has ended");
    }
    perform_client_step(client);
  }
}

}  // namespace

void finish_clients() {
  State& s = state();
  if (s.channel->client_count == 0) return;
  close_sockets();
  for (unsigned i = 0; i < s.thread_count; ++i) {
    if (s.threads[i].client) finish(s.threads[i]);
  }
}

}  // namespace interleave

// Slot: a place for one connection at a time, session after session.
#ifndef CLIENTS_LOAD_SLOT_HH
#define CLIENTS_LOAD_SLOT_HH

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "clients/load/connection.hh"
#include "clients/load/pace.hh"

namespace load {

/// Thread: one.
struct Slot {
  // A message that is under way.
  struct Pending {
    std::uint64_t end = 0;  // its reply is there when so many bytes are
    Turn turn{};
  };

  std::uint64_t number = 0;  // among all active ones
  bool is_idle = false;      // a connection that sends nothing
  std::optional<Connection> connection;
  std::size_t address = 0;     // of the target's, the one it connects to
  bool watches_write = false;  // does epoll know that it wants to write?
  bool is_connecting = false;
  bool is_finishing = false;
  bool is_free = false;          // it is in the list of those that can send
  std::optional<Turn> reserved;  // for the first message of the session
  std::uint64_t begun = 0;       // messages of this session
  std::uint64_t ended = 0;       // replies
  std::uint64_t bytes = 0;       // of the messages begun
  std::vector<Pending> pending;  // a ring of as many as may be under way

  [[nodiscard]] std::uint64_t under_way() const { return begun - ended; }
  [[nodiscard]] bool is_full() const { return under_way() == pending.size(); }

  /// Whether no more may be begun in a session of `limit` messages; 0: none.
  [[nodiscard]] bool session_is_over(std::uint64_t limit) const {
    return begun == limit && limit > 0;
  }

  /// Whether the server is to do something: to accept, to reply, to close.
  [[nodiscard]] bool awaits_something() const {
    return connection && (is_connecting || is_finishing || under_way() > 0);
  }

  /// A new session begins with this connection.
  void begin(csapp::Descriptor connecting) {
    connection.emplace(std::move(connecting));
    is_connecting = true;
    is_finishing = false;
    begun = ended = bytes = 0;
  }

  /// Queues a message. REQUIRES: !is_full().
  void push(std::string_view message, const Turn& turn) {
    bytes += message.size();
    pending[begun++ % pending.size()] = {bytes, turn};
    connection->queue(message);
  }

  /// The oldest message, if its reply is there.
  [[nodiscard]] const Pending* replied() const {
    if (under_way() == 0) return nullptr;
    const Pending& oldest = pending[ended % pending.size()];
    return oldest.end <= connection->confirmed() ? &oldest : nullptr;
  }
};

}  // namespace load

#endif

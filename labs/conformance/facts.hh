// Facts about a server, put together from what its observer reads.
//
// "Family" is the server's process and its children: a session may run in any
// of them.
#ifndef LABS_CONFORMANCE_FACTS_HH
#define LABS_CONFORMANCE_FACTS_HH

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "labs/conformance/client.hh"
#include "labs/conformance/endpoint.hh"

namespace conformance {

/// The server's process id and those of its live children.
[[nodiscard]] std::vector<pid_t> family(const Endpoint& server);

/// Tasks of the whole family.
[[nodiscard]] std::vector<Task> family_tasks(const Endpoint& server);

/// Children that have exited and not been waited for.
[[nodiscard]] std::size_t count_zombies(const Endpoint& server);

/// Waiting in the kernel, not running and not about to.
[[nodiscard]] bool is_blocked(const Task& task);

/// Blocked in a call that has no timeout.
[[nodiscard]] bool waits_for_ever(const Task& task);

/// All tasks of the family are blocked.
[[nodiscard]] bool is_blocked(const Endpoint& server);

/// None, unless all tasks of the family wait for ever; else how often they have
/// slept. If it is the same later, none of them has run in between.
[[nodiscard]] std::optional<std::uint64_t> standstill(const Endpoint& server);

/// The server's end of that connection; nothing once it is closed.
[[nodiscard]] std::optional<Socket> server_end(const Endpoint& server,
                                               const Client& client);

/// The socket that listens on the server's port.
[[nodiscard]] std::optional<Socket> listener(const Endpoint& server);

/// The descriptor through which process `pid` holds that socket open; -1: it
/// does not.
[[nodiscard]] int descriptor_of(const Endpoint& server, pid_t pid,
                                const Socket& socket);

/// Whether the process is there and not a zombie. `process` is as observed
/// before: a later process with the same id is another one.
[[nodiscard]] bool is_alive(const Endpoint& server, const Process& process);

/// The number a new descriptor of the process would get.
[[nodiscard]] int lowest_free_descriptor(const Endpoint& server);

/// "exit status 1", "killed by: Hangup", or "still running".
[[nodiscard]] std::string describe_status(const std::optional<int>& status);

/// "2 processes and threads: 812 waits in accept(3), 813 runs", or how the
/// server has ended.
[[nodiscard]] std::string describe_tasks(const Endpoint& server);

/// Waits for `fact`; throws Unmet with `expected` and what `observed()` says
/// when the endpoint's patience ends.
void await(const Endpoint& server, std::string_view expected,
           const std::function<bool()>& fact,
           const std::function<std::string()>& observed);

/// The same, described by the server's tasks.
void await(const Endpoint& server, std::string_view expected,
           const std::function<bool()>& fact);

/// The same, but a server that has ended meanwhile fails at once.
void await_alive(const Endpoint& server, std::string_view expected,
                 const std::function<bool()>& fact,
                 const std::function<std::string()>& observed);

/// Waits until all tasks of the family are blocked. A signal or a client that
/// arrived before has then been seen to.
void await_blocked(const Endpoint& server);

}  // namespace conformance

#endif

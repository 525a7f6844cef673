// SocketQueues: what the kernel keeps for the sockets of some processes.
//
// Of TCP over IPv4, from /proc/net/tcp.
//
// Thread: any.
#ifndef LABS_DEMOS_COMMAND_SOCKET_QUEUES_HH
#define LABS_DEMOS_COMMAND_SOCKET_QUEUES_HH

#include <sys/types.h>

#include <string>

namespace demos {

/// A line for each socket of `root` and its descendants with connections or
/// bytes that wait in it; also for connections nobody has accepted yet.
/// Empty when there is none.
[[nodiscard]] std::string queues_of(pid_t root);

}  // namespace demos

#endif

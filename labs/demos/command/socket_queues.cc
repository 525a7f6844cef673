#include "labs/demos/command/socket_queues.hh"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <vector>

#include "labs/demos/command/process_tree.hh"

namespace demos {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kListens = 0x0a;  // as in the kernel's tcp_states.h

struct Socket {
  unsigned port = 0;
  unsigned peer = 0;
  unsigned state = 0;
  unsigned unsent = 0;  // or not acknowledged, in bytes
  unsigned unread = 0;  // in bytes; of one that listens, in connections
  unsigned long inode = 0;
};

std::vector<Socket> sockets_of_all() {
  std::vector<Socket> sockets;
  std::ifstream file("/proc/net/tcp");
  for (std::string line; std::getline(file, line);) {
    Socket found;
    const int fields = std::sscanf(
        line.c_str(), "%*d: %*x:%x %*x:%x %x %x:%x %*x:%*x %*x %*u %*u %lu",
        &found.port, &found.peer, &found.state, &found.unsent, &found.unread,
        &found.inode);
    if (fields == 6) sockets.push_back(found);
  }
  return sockets;
}

/// By inode: "server, client 1".
std::map<unsigned long, std::string> owners_below(pid_t root) {
  std::map<unsigned long, std::string> owners;
  for (const pid_t pid : tree_of(root)) {
    std::set<unsigned long> inodes;  // a process may hold one twice
    const fs::path folder = "/proc/" + std::to_string(pid) + "/fd";
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
      std::error_code gone;
      const std::string target = fs::read_symlink(at->path(), gone);
      unsigned long inode = 0;
      if (std::sscanf(target.c_str(), "socket:[%lu]", &inode) == 1) {
        inodes.insert(inode);
      }
    }
    for (const unsigned long inode : inodes) {
      std::string& names = owners[inode];
      names += (names.empty() ? "" : ", ") + name_of(pid);
    }
  }
  return owners;
}

std::string describe(const Socket& socket, const std::string& owner) {
  const std::string unread = std::to_string(socket.unread);
  const std::string port = "  port " + std::to_string(socket.port);
  if (socket.state == kListens) {
    return port + ", where " + owner + " listens: " + unread +
           " not accepted yet";
  }
  std::string text = port + " from port " + std::to_string(socket.peer) + " (" +
                     owner + "): " + unread + " bytes unread";
  if (socket.unsent > 0) {
    text += ", " + std::to_string(socket.unsent) + " not taken by the peer";
  }
  return text;
}

}  // namespace

std::string queues_of(pid_t root) {
  const auto owners = owners_below(root);
  const auto sockets = sockets_of_all();
  std::set<unsigned> listening;
  for (const Socket& socket : sockets) {
    if (socket.state == kListens && owners.contains(socket.inode)) {
      listening.insert(socket.port);
    }
  }
  std::string text;
  for (const Socket& socket : sockets) {
    const auto owner = owners.find(socket.inode);
    const bool is_waiting =
        socket.inode == 0 && listening.contains(socket.port);
    if (owner == owners.end() && !is_waiting) continue;
    if (socket.unread + socket.unsent == 0) continue;
    text += describe(socket, is_waiting ? "nobody's" : owner->second) + "\n";
  }
  return text;
}

}  // namespace demos

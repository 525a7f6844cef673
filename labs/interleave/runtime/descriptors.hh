// The descriptors that live in memory: pipes, sockets, eventfds and epoll
// sets. Files and whatever was open before main stay with the kernel.
//
// A modelled descriptor's number is a real one: /dev/null is opened for it, so
// numbers are the lowest free ones, shared with real files, and the engine
// closes all of them between schedules. Several descriptors, and calls that
// wait, may refer to one open file, which ends with the last of them.
//
// Concurrency: part of State; one kernel thread.
#pragma once

#include <cstddef>
#include <cstdint>

#include "labs/interleave/runtime/protocol.hh"
#include "labs/interleave/runtime/stream.hh"

namespace interleave {

inline constexpr unsigned kMaxDescriptors = 1024;
inline constexpr unsigned kMaxFiles = 1024;
inline constexpr unsigned kMaxWatches = 2048;

enum class Kind : std::uint8_t { kNothing, kPipe, kSocket, kEvent, kEpoll };
enum class Phase : std::uint8_t { kFresh, kListening, kConnected };

// An IPv4 address is in its mapped form, ::ffff:a.b.c.d.
struct Address {
  unsigned char bytes[16];
  std::uint16_t port;
};

struct File;

struct Socket {
  Phase phase;
  std::uint16_t family;
  bool bound;
  bool reuse_address;
  bool reuse_port;
  bool v6_only;
  bool linger_reset;  // SO_LINGER of zero seconds: closing resets
  bool read_shut;
  bool write_shut;
  bool reset;          // by the peer
  bool in_progress;    // of a connect that did not wait: not yet told
  int error;           // SO_ERROR
  std::uint32_t step;  // that listened, connected, or failed
  std::uint64_t receive_timeout_ns;
  std::uint64_t send_timeout_ns;
  Address local;
  Address remote;
  // Of a listening socket: connections nobody accepted yet.
  std::uint32_t backlog;
  std::uint32_t queued;
  File* first;
  File* last;
  File* next;  // of one that is queued
};

struct File {
  Kind kind;
  bool nonblocking;
  bool semaphore;            // an eventfd that counts down by one
  std::uint32_t references;  // descriptors, and calls that wait
  Stream* in;
  Stream* out;
  File* peer;                // null: closed, or none
  std::uint32_t in_changes;  // news for edge-triggered watchers
  std::uint32_t out_changes;
  std::uint64_t counter;      // of an eventfd
  std::uint16_t first_watch;  // of an epoll set; 0: none
  std::uint16_t last_watch;
  Socket socket;
};

// What an epoll set has been asked to look at.
struct Watch {
  File* set;  // null: unused
  File* file;
  int descriptor;
  std::uint32_t events;
  std::uint64_t data;
  std::uint32_t seen_in;  // changes that were reported
  std::uint32_t seen_out;
  bool disabled;  // reported once, EPOLLONESHOT
  std::uint16_t next;
};

// A thread's calls in a row, at one place, that came to nothing.
struct Fruitless {
  std::uint32_t pc;
  std::uint32_t count;
};

// Zero at the beginning of every schedule, but for the pointer.
struct Descriptors {
  Stream* streams;        // kMaxStreams
  unsigned stream_count;  // that were ever used
  unsigned file_count;
  unsigned watch_count;
  unsigned table_size;
  std::uint16_t next_port;   // for those who do not care which
  bool standard_changed[3];  // descriptors 0 to 2 were closed or replaced
  Fruitless fruitless[kMaxThreads];
  std::uint16_t table[kMaxDescriptors];  // index of the file; 0: not modelled
  File files[kMaxFiles];                 // 0 is never used
  Watch watches[kMaxWatches];            // 0 is never used
};

void reset_descriptors();

// The open file of a modelled descriptor, else null.
File* file_of(int descriptor);
// Is it modelled and does the schedule run?
bool is_modelled(int descriptor);

File& new_file(Kind kind);
// A number for the file, and a reference. Returns a negated errno if there is
// none left; the file is then gone, unless others refer to it.
int new_descriptor(File& file, bool close_on_exec);
// A number alone, of nothing yet, or a negated errno.
int new_number(bool close_on_exec);
// The number, which the kernel just made, now means the file (null: a real
// one).
void bind_descriptor(int descriptor, File* file);
// The kernel's descriptor of that number is not what it was.
void note_changed(int descriptor);
void release(File& file);

// The last step that was a descriptor's: what ends or supplies something. Not
// the notes of memory that it read or wrote.
std::uint32_t acting_step();

// News for those who wait on one direction of the file.
inline void changed_in(File* file) {
  if (file != nullptr) ++file->in_changes;
}
inline void changed_out(File* file) {
  if (file != nullptr) ++file->out_changes;
}

}  // namespace interleave

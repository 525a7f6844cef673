// Bytes on their way from one end of a pipe or connection to the other, and
// who wrote them: a read is ordered after the write that supplied its bytes.
#pragma once

#include <cstddef>
#include <cstdint>

namespace interleave {

inline constexpr std::uint32_t kStreamCapacity = 64 << 10;
inline constexpr unsigned kMaxStreams = 1024;
inline constexpr unsigned kMaxOrigins = 128;

// Bytes that one step wrote.
struct Origin {
  std::uint32_t step;
  std::uint32_t bytes;
};

struct Stream {
  std::uint8_t holders;  // ends that are still open; 0: unused
  bool reader_gone;
  bool ended;              // nothing more will be written
  std::uint32_t end_step;  // that closed or shut it down
  std::uint32_t head;
  std::uint32_t size;
  std::uint32_t first_origin;
  std::uint32_t origin_count;
  Origin origins[kMaxOrigins];  // a ring; oldest bytes first
  char data[kStreamCapacity];   // a ring
};

// The writes that supplied what was read: the last one of each thread, the
// youngest first.
struct Sources {
  unsigned count;
  Origin list[kMaxOrigins];
};

inline std::uint32_t room(const Stream& stream) {
  return kStreamCapacity - stream.size;
}

// `offset` bytes behind the oldest one.
inline char byte_at(const Stream& stream, std::uint32_t offset) {
  return stream.data[(stream.head + offset) % kStreamCapacity];
}

// A stream for two ends.
Stream* new_stream();
void drop_stream(Stream* stream);
void reset_streams();

// REQUIRES: size <= room(stream).
void put(Stream& stream, const char* from, std::uint32_t size,
         std::uint32_t step);
// Copies `size` bytes that begin `offset` behind the oldest.
// REQUIRES: offset + size <= stream.size.
void peek(const Stream& stream, std::uint32_t offset, char* to,
          std::uint32_t size);
// Who wrote the oldest `size` bytes.
void find_sources(const Stream& stream, std::uint32_t size, Sources& sources);
// Forgets the oldest `size` bytes.
void discard(Stream& stream, std::uint32_t size);
// Only who wrote, for what has no bytes.
void add_origin(Stream& stream, std::uint32_t step, std::uint32_t bytes);
void discard_origins(Stream& stream, std::uint32_t size);

}  // namespace interleave

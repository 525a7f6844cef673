#include "labs/interleave/runtime/stream.hh"

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {
namespace {

const Origin& origin(const Stream& stream, std::uint32_t index) {
  return stream.origins[(stream.first_origin + index) % kMaxOrigins];
}
Origin& origin(Stream& stream, std::uint32_t index) {
  return stream.origins[(stream.first_origin + index) % kMaxOrigins];
}

// Was the thread seen before? It is now.
bool seen_before(std::uint64_t* seen, unsigned thread) {
  std::uint64_t& word = seen[thread / 64];
  const std::uint64_t bit = std::uint64_t{1} << (thread % 64);
  const bool before = (word & bit) != 0;
  word |= bit;
  return before;
}

}  // namespace

Stream* new_stream() {
  Descriptors& d = state().descriptors;
  for (unsigned i = 0; i < kMaxStreams; ++i) {
    Stream& stream = d.streams[i];
    if (stream.holders != 0) continue;
    kernel::fill(&stream, 0, offsetof(Stream, origins));
    stream.holders = 2;
    stream.end_step = kNoStep;
    if (i >= d.stream_count) d.stream_count = i + 1;
    return &stream;
  }
  unsupported("more than 1024 pipes and connections at once");
}

void drop_stream(Stream* stream) {
  if (stream != nullptr) --stream->holders;
}

void reset_streams() {
  Descriptors& d = state().descriptors;
  if (d.streams == nullptr) {
    d.streams = static_cast<Stream*>(kernel::map(kMaxStreams * sizeof(Stream)));
  }
  for (unsigned i = 0; i < d.stream_count; ++i) d.streams[i].holders = 0;
  d.stream_count = 0;
}

void add_origin(Stream& stream, std::uint32_t step, std::uint32_t bytes) {
  if (stream.origin_count == kMaxOrigins) {
    // No room: the last two become one, written by the later step.
    Origin& last = origin(stream, kMaxOrigins - 1);
    last = {step, last.bytes + bytes};
    return;
  }
  origin(stream, stream.origin_count++) = {step, bytes};
}

void put(Stream& stream, const char* from, std::uint32_t size,
         std::uint32_t step) {
  if (size == 0) return;
  const std::uint32_t at = (stream.head + stream.size) % kStreamCapacity;
  const std::uint32_t straight = kStreamCapacity - at;
  const std::uint32_t first = size < straight ? size : straight;
  kernel::copy(stream.data + at, from, first);
  kernel::copy(stream.data, from + first, size - first);
  stream.size += size;
  add_origin(stream, step, size);
}

void peek(const Stream& stream, std::uint32_t offset, char* to,
          std::uint32_t size) {
  const std::uint32_t at = (stream.head + offset) % kStreamCapacity;
  const std::uint32_t straight = kStreamCapacity - at;
  const std::uint32_t first = size < straight ? size : straight;
  kernel::copy(to, stream.data + at, first);
  kernel::copy(to + first, stream.data, size - first);
}

void find_sources(const Stream& stream, std::uint32_t size, Sources& sources) {
  std::uint64_t covered = 0;
  std::uint32_t count = 0;
  while (count < stream.origin_count && covered < size) {
    covered += origin(stream, count++).bytes;
  }
  std::uint64_t seen[kMaxThreads / 64] = {};
  sources.count = 0;
  while (count-- > 0) {
    const Origin& from = origin(stream, count);
    if (seen_before(seen, event_at(from.step).thread)) continue;
    sources.list[sources.count++] = from;
  }
}

void discard_origins(Stream& stream, std::uint32_t size) {
  while (size > 0 && stream.origin_count > 0) {
    Origin& first = origin(stream, 0);
    if (first.bytes > size) {
      first.bytes -= size;
      return;
    }
    size -= first.bytes;
    stream.first_origin = (stream.first_origin + 1) % kMaxOrigins;
    --stream.origin_count;
  }
}

void discard(Stream& stream, std::uint32_t size) {
  discard_origins(stream, size);
  stream.head = (stream.head + size) % kStreamCapacity;
  stream.size -= size;
  if (stream.size == 0) stream.head = 0;  // touches fewer pages
}

}  // namespace interleave

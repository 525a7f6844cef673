#include "labs/grader/sandbox/frames.hh"

#include <cstring>
#include <stdexcept>
#include <utility>

namespace grader {

void FrameWriter::number(std::uint64_t value) {
  char raw[sizeof value];
  std::memcpy(raw, &value, sizeof value);
  bytes_.append(raw, sizeof raw);
}

void FrameWriter::text(std::string_view bytes) {
  number(bytes.size());
  bytes_.append(bytes);
}

void FrameWriter::files(const Files& files) {
  number(files.size());
  for (const auto& [path, content] : files) {
    text(path);
    text(content);
  }
}

std::string_view FrameReader::take(std::uint64_t length) {
  if (length > rest_.size()) throw std::runtime_error("a frame is cut off");
  const std::string_view taken = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return taken;
}

std::uint64_t FrameReader::number() {
  std::uint64_t value = 0;
  std::memcpy(&value, take(sizeof value).data(), sizeof value);
  return value;
}

std::string FrameReader::text() { return std::string(take(number())); }

Files FrameReader::files() {
  Files files;
  for (std::uint64_t left = number(); left > 0; --left) {
    std::string path = text();
    files[std::move(path)] = text();
  }
  return files;
}

}  // namespace grader

#include "labs/grader/sandbox/whole_io.hh"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "csapp/descriptor.hh"

namespace grader {

void write_whole(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(fd, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) csapp::throw_errno("write");
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
}

std::string read_memory_file(int fd) {
  std::string bytes;
  char part[1 << 16];
  for (;;) {
    const ssize_t got =
        ::pread(fd, part, sizeof part, static_cast<off_t>(bytes.size()));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) csapp::throw_errno("pread");
    if (got == 0) return bytes;
    bytes.append(part, static_cast<std::size_t>(got));
  }
}

std::string read_text(const std::string& path) {
  const csapp::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::string bytes;
  char part[4096];
  ssize_t got = 0;
  while (file && (got = ::read(file.get(), part, sizeof part)) > 0) {
    bytes.append(part, static_cast<std::size_t>(got));
  }
  return bytes;
}

void write_text(const std::string& path, std::string_view text) {
  const csapp::Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file || ::write(file.get(), text.data(), text.size()) !=
                   static_cast<ssize_t>(text.size())) {
    csapp::throw_errno(path.c_str());
  }
}

}  // namespace grader

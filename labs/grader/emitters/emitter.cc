#include "labs/grader/emitters/emitter.hh"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>

#include "csapp/descriptor.hh"
#include "labs/grader/emitters/platforms.hh"

namespace grader {
namespace {

void write_whole(int fd, std::string_view document) {
  while (!document.empty()) {
    const ssize_t written = ::write(fd, document.data(), document.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) csapp::throw_errno("write");
    document.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// Removes a file unless told to keep it.
class Unfinished {
 public:
  explicit Unfinished(std::string path) : path_(std::move(path)) {}
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  void keep() { path_.clear(); }

 private:
  std::string path_;
};

}  // namespace

std::span<const Emitter> emitters() {
  static const std::array all = {terminal_emitter(),   neutral_json_emitter(),
                                 gradescope_emitter(), autolab_emitter(),
                                 classroom_emitter(),  prairielearn_emitter(),
                                 junit_emitter(),      tap_emitter()};
  return all;
}

const Emitter* find_emitter(std::string_view platform) {
  for (const Emitter& emitter : emitters()) {
    if (emitter.platform == platform) return &emitter;
  }
  return nullptr;
}

void replace_file(const std::string& path, std::string_view document) {
  // In the same folder: rename(2) does not cross file systems. mkostemp(3)
  // takes no name that is there, not even one that a student linked.
  std::string temporary = path + ".XXXXXX";
  const csapp::Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!file) csapp::throw_errno(("cannot write " + path).c_str());
  Unfinished unfinished(temporary);
  write_whole(file.get(), document);
  if (::fchmod(file.get(), 0644) < 0) csapp::throw_errno("fchmod");
  if (::fsync(file.get()) < 0) csapp::throw_errno("fsync");
  if (::rename(temporary.c_str(), path.c_str()) < 0) {
    csapp::throw_errno(("cannot replace " + path).c_str());
  }
  unfinished.keep();
}

}  // namespace grader

#include "labs/grader/regular_file.hh"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "csapp/descriptor.hh"
#include "labs/grader/sandbox/defences.hh"

namespace grader {
namespace {

namespace fs = std::filesystem;

Files regular_files(const fs::path& folder, std::span<const std::string> names,
                    std::size_t most) {
  Files found;
  for (const std::string& name : names) {
    if (auto bytes = read_regular_file(folder / name, most)) {
      found.emplace(name, std::move(*bytes));
    }
  }
  return found;
}

// The only folder in it; empty: there are none or several.
fs::path only_subfolder(const fs::path& folder) {
  fs::path only;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (!fs::is_directory(entry.symlink_status(error))) continue;
    if (!only.empty()) return {};
    only = entry.path();
  }
  return only;
}

}  // namespace

std::optional<std::string> read_regular_file(const std::string& path,
                                             std::size_t most) {
  // Without O_NONBLOCK, opening somebody's fifo waits for a writer.
  const int links = is_on(Defence::kNoLinks) ? O_NOFOLLOW : 0;
  const int waiting = is_on(Defence::kNoWaiting) ? O_NONBLOCK : 0;
  const csapp::Descriptor file(
      ::open(path.c_str(), O_RDONLY | O_CLOEXEC | links | waiting));
  struct stat facts {};
  if (!file || ::fstat(file.get(), &facts) < 0) return std::nullopt;
  if (!S_ISREG(facts.st_mode)) return std::nullopt;
  if (static_cast<std::size_t>(facts.st_size) > most) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(facts.st_size), '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count =
        ::read(file.get(), bytes.data() + done, bytes.size() - done);
    if (count < 0) return std::nullopt;
    if (count == 0) break;  // it has shrunk
    done += static_cast<std::size_t>(count);
  }
  bytes.resize(done);
  return bytes;
}

Files collect(const std::string& folder, std::span<const std::string> names,
              std::size_t most) {
  Files found = regular_files(folder, names, most);
  if (!found.empty()) return found;
  const fs::path inner = only_subfolder(folder);
  return inner.empty() ? found : regular_files(inner, names, most);
}

}  // namespace grader

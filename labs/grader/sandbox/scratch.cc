#include "labs/grader/sandbox/scratch.hh"

#include <fcntl.h>
#include <fts.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "csapp/descriptor.hh"
#include "labs/grader/sandbox/whole_io.hh"

namespace grader {
namespace {

// Empty files take time: there may not be more than can soon be removed.
constexpr std::size_t kLeastOfEntry = 16384;

// The system's own tools: chmod and rm cope with trees that are hostile in
// depth, which std::filesystem does not.
void run_tool(const char* path, const char* options, const char* mode,
              const std::string& folder) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    const int quiet = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    ::dup2(quiet, STDERR_FILENO);
    if (mode) ::execl(path, path, options, mode, folder.c_str(), nullptr);
    if (!mode) ::execl(path, path, options, folder.c_str(), nullptr);
    ::_exit(127);
  }
  if (pid > 0) ::waitpid(pid, nullptr, 0);
}

bool climbs(const std::filesystem::path& path) {
  if (path.empty() || path.is_absolute()) return true;
  for (const std::filesystem::path& part : path) {
    if (part == "..") return true;
  }
  return false;
}

void make_file(const std::string& path, const std::string& content) {
  const csapp::Descriptor file(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
             0755));
  if (!file) csapp::throw_errno(path.c_str());
  write_whole(file.get(), content);
}

}  // namespace

std::string make_scratch(uid_t owner) {
  std::string folder = "/tmp/echolab-box-XXXXXX";
  if (!::mkdtemp(folder.data())) csapp::throw_errno("mkdtemp");
  if (owner != 0 && ::chown(folder.c_str(), owner, owner) < 0) {
    csapp::throw_errno("chown");
  }
  return folder;
}

void remove_scratch(const std::string& folder) {
  if (::geteuid() != 0) run_tool("/bin/chmod", "-R", "u+rwX", folder);
  run_tool("/bin/rm", "-rf", nullptr, folder);
  if (::access(folder.c_str(), F_OK) == 0) {
    throw std::runtime_error(folder + " cannot be removed");
  }
}

std::size_t bytes_below(const std::string& folder, std::size_t enough) {
  // It goes there by chdir: folders may be nested deeper than a path is long.
  std::string root = folder;
  char* roots[] = {root.data(), nullptr};
  const std::unique_ptr<FTS, int (*)(FTS*)> tree(
      ::fts_open(roots, FTS_PHYSICAL | FTS_XDEV, nullptr), ::fts_close);
  std::size_t sum = 0;
  while (const FTSENT* entry = tree ? ::fts_read(tree.get()) : nullptr) {
    if (entry->fts_info == FTS_DP || !entry->fts_statp) continue;
    const auto blocks = static_cast<std::size_t>(entry->fts_statp->st_blocks);
    sum += std::max(512 * blocks, kLeastOfEntry);
    if (sum >= enough) break;
  }
  static_cast<void>(!::chdir("/"));
  return sum;
}

void lay_out(const std::string& folder, const Files& files) {
  for (const char* part : {"/work", "/tmp"}) {
    if (::mkdir((folder + part).c_str(), 0700) < 0) csapp::throw_errno("mkdir");
  }
  if (::chdir((folder + "/work").c_str()) < 0) csapp::throw_errno("chdir");
  for (const auto& [path, content] : files) {
    const std::filesystem::path relative(path);
    if (climbs(relative)) throw std::runtime_error("bad path: " + path);
    if (relative.has_parent_path()) {
      std::filesystem::create_directories(relative.parent_path());
    }
    make_file(path, content);
  }
}

}  // namespace grader

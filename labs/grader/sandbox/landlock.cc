#include "labs/grader/sandbox/landlock.hh"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>

#include "csapp/descriptor.hh"
#include "labs/grader/sandbox/private_files.hh"

namespace grader {
namespace {

// The same on every architecture since they were added.
constexpr long kCreateRuleset = 444;
constexpr long kAddRule = 445;
constexpr long kRestrictSelf = 446;

constexpr unsigned kAskVersion = 1;
constexpr int kPathRule = 1;
constexpr int kPortRule = 2;

constexpr std::uint64_t kExecute = 1U << 0;
constexpr std::uint64_t kWriteFile = 1U << 1;
constexpr std::uint64_t kReadFile = 1U << 2;
constexpr std::uint64_t kReadFolder = 1U << 3;
constexpr std::uint64_t kTruncate = 1U << 14;  // version 3
constexpr std::uint64_t kReading = kExecute | kReadFile | kReadFolder;
// All that a file, as opposed to a folder, can be granted.
constexpr std::uint64_t kOnFiles =
    kExecute | kWriteFile | kReadFile | kTruncate | 1U << 15;
constexpr std::uint64_t kConnect = 1U << 1;
constexpr std::uint64_t kAbstractSockets = 1U << 0;
constexpr std::uint64_t kSignals = 1U << 1;

struct Ruleset {
  std::uint64_t files;
  std::uint64_t network;
  std::uint64_t scopes;
};
struct [[gnu::packed]] PathRule {
  std::uint64_t allowed;
  std::int32_t parent;
};
struct PortRule {
  std::uint64_t allowed;
  std::uint64_t port;
};

Ruleset handled_by(int version) {
  int file_rights = 13;                // version 1
  if (version >= 2) file_rights = 14;  // + move between folders
  if (version >= 3) file_rights = 15;  // + truncate
  if (version >= 5) file_rights = 16;  // + ioctl on devices
  Ruleset handled{};
  handled.files = (std::uint64_t{1} << file_rights) - 1;
  if (version >= 4 && is_on(Defence::kOwnNetwork)) handled.network = kConnect;
  if (version >= 6) handled.scopes = kAbstractSockets | kSignals;
  return handled;
}

// A path that this machine does not have needs no rule.
void allow(int ruleset, const char* path, std::uint64_t rights) {
  const csapp::Descriptor place(::open(path, O_PATH | O_CLOEXEC));
  if (!place) return;
  struct stat kind {};
  if (::fstat(place.get(), &kind) == 0 && !S_ISDIR(kind.st_mode)) {
    rights &= kOnFiles;
  }
  const PathRule rule{rights, place.get()};
  if (::syscall(kAddRule, ruleset, kPathRule, &rule, 0) < 0) {
    csapp::throw_errno("landlock_add_rule");
  }
}

void allow_files(int ruleset, const std::string& folder, bool tools,
                 std::uint64_t handled) {
  for (const char* path : shown_folders(tools)) allow(ruleset, path, kReading);
  for (const char* path : kShownSettings) allow(ruleset, path, kReading);
  for (const char* path : {"/proc", "/sys/devices/system/cpu"}) {
    allow(ruleset, path, kReading);
  }
  for (const char* device : kShownDevices) {
    allow(ruleset, device, handled & (kReadFile | kWriteFile | kTruncate));
  }
  allow(ruleset, folder.c_str(), handled);
  if (!is_on(Defence::kHiddenFiles)) allow(ruleset, kForgotten, handled);
}

}  // namespace

int landlock_version() {
  const long version = ::syscall(kCreateRuleset, nullptr, 0, kAskVersion);
  return static_cast<int>(std::max(version, 0L));
}

void confine_by_landlock(const std::string& folder, bool tools,
                         const std::vector<std::uint16_t>& connects_to) {
  const int version = landlock_version();
  const Ruleset handled = handled_by(version);
  // Older kernels know a shorter structure, and accept a longer one as long
  // as what they do not know is zero.
  const csapp::Descriptor ruleset(
      static_cast<int>(::syscall(kCreateRuleset, &handled, sizeof handled, 0)));
  if (!ruleset) csapp::throw_errno("landlock_create_ruleset");
  allow_files(ruleset.get(), folder, tools, handled.files);
  for (const std::uint16_t port : connects_to) {
    const PortRule rule{kConnect, port};
    if (version >= 4 &&
        ::syscall(kAddRule, ruleset.get(), kPortRule, &rule, 0) < 0) {
      csapp::throw_errno("landlock_add_rule");
    }
  }
  if (::syscall(kRestrictSelf, ruleset.get(), 0) < 0) {
    csapp::throw_errno("landlock_restrict_self");
  }
}

}  // namespace grader

#include "labs/grader/sandbox/sandbox.hh"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <exception>
#include <map>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "labs/grader/sandbox/box.hh"
#include "labs/grader/sandbox/examiner.hh"
#include "labs/grader/sandbox/landlock.hh"
#include "labs/grader/sandbox/orders.hh"
#include "labs/grader/sandbox/uid_slot.hh"

namespace grader {
namespace {

constexpr std::array kNames = {"namespaces", "uid", "unconfined"};
// A report may carry all that fits into the box, and some words.
constexpr std::size_t kWords = std::size_t{16} << 20;

// The grader's own path, as far as it has one.
std::string own_executable() {
  char* path = ::realpath("/proc/self/exe", nullptr);
  std::string found = path ? path : "";
  std::free(path);
  return found;
}

std::string installed_bubblewrap() {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "/usr/bin:/bin");
  for (std::string folder; std::getline(folders, folder, ':');) {
    const std::string file = folder + "/bwrap";
    if (file.starts_with('/') && ::access(file.c_str(), X_OK) == 0) return file;
  }
  return "";
}

class BoxSandbox : public Sandbox {
 public:
  BoxSandbox(BoxKind kind, std::string description)
      : kind_(kind), description_(std::move(description)) {}

  [[nodiscard]] Confinement confinement() const override {
    if (kind_ == BoxKind::kUid) return Confinement::kUid;
    return kind_ == BoxKind::kUnconfined ? Confinement::kUnconfined
                                         : Confinement::kNamespaces;
  }

  [[nodiscard]] std::string description() const override {
    return description_;
  }

  [[nodiscard]] Return run(const Commission& commission) override {
    try {
      // Unconfined is what it says, for root, too.
      const bool own_user = kind_ != BoxKind::kUnconfined;
      const std::optional<UidSlot> slot =
          own_user ? std::optional<UidSlot>(std::in_place) : std::nullopt;
      const Orders orders{commission, kind_, slot ? slot->uid() : 0,
                          installed_bubblewrap(), own_executable()};
      Box box(orders);
      return box.wait(commission.limits.wall,
                      commission.limits.scratch_bytes + kWords);
    } catch (const std::exception& error) {
      return {Ending::kFault, {}, error.what()};
    }
  }

 private:
  BoxKind kind_;
  std::string description_;
};

std::string described(BoxKind kind) {
  switch (kind) {
    case BoxKind::kBubblewrap:
      return "namespaces (bubblewrap)";
    case BoxKind::kOwnNamespaces:
      return "namespaces (our own)";
    case BoxKind::kUnconfined:
      return "unconfined";
    case BoxKind::kUid:
      break;
  }
  const int version = landlock_version();
  return version > 0 ? "uid (Landlock " + std::to_string(version) + ")"
                     : "uid (this kernel has no Landlock)";
}

// Empty: it works; else in a few words why not.
std::string tried(BoxKind kind) {
  if (kind == BoxKind::kBubblewrap && installed_bubblewrap().empty()) {
    return "bubblewrap is not installed";
  }
  if (kind == BoxKind::kUid && ::geteuid() != 0) return "needs root";
  Commission trial;
  trial.job = kTrialJob;
  trial.limits.wall = std::chrono::seconds(20);
  const Return result = BoxSandbox(kind, "").run(trial);
  return result.ending == Ending::kReported ? "" : result.explanation;
}

// Why a kind does not work here, found out once a process.
std::string reason_against(BoxKind kind) {
  static std::mutex lock;
  static std::map<BoxKind, std::string> found;
  const std::lock_guard guard(lock);
  const auto known = found.find(kind);
  if (known != found.end()) return known->second;
  return found[kind] = tried(kind);
}

bool fits(BoxKind kind, std::optional<Confinement> wanted) {
  return !wanted || BoxSandbox(kind, "").confinement() == *wanted;
}

}  // namespace

std::optional<Confinement> confinement_named(std::string_view name) {
  for (std::size_t index = 0; index < kNames.size(); ++index) {
    if (name == kNames[index]) return static_cast<Confinement>(index);
  }
  return std::nullopt;
}

std::unique_ptr<Sandbox> make_sandbox(std::optional<Confinement> wanted) {
  std::string reasons;
  for (const BoxKind kind : {BoxKind::kBubblewrap, BoxKind::kOwnNamespaces,
                             BoxKind::kUid, BoxKind::kUnconfined}) {
    if (!fits(kind, wanted)) continue;
    const std::string reason = reason_against(kind);
    if (reason.empty()) {
      return std::make_unique<BoxSandbox>(
          kind, reasons.empty() ? described(kind)
                                : described(kind) + "; " + reasons);
    }
    if (!reasons.empty()) reasons += "; ";
    reasons += "no " + described(kind) + ": " + reason;
  }
  throw std::runtime_error(reasons);
}

}  // namespace grader

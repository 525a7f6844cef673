#include "labs/grader/sandbox/sandbox.hh"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <map>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "labs/grader/sandbox/box.hh"
#include "labs/grader/sandbox/examiner.hh"
#include "labs/grader/sandbox/landlock.hh"
#include "labs/grader/sandbox/memory_group.hh"
#include "labs/grader/sandbox/orders.hh"
#include "labs/grader/sandbox/private_files.hh"
#include "labs/grader/sandbox/uid_slot.hh"

namespace grader {
namespace {

constexpr std::array kNames = {"namespaces", "uid", "unconfined"};
// A report may carry all that fits into the box, and some words.
constexpr std::size_t kWords = std::size_t{16} << 20;

// The grader's executable, or the folder with all graders that it lies in;
// empty: where a box does not look in anyway.
std::string to_be_hidden() {
  std::error_code error;
  const std::filesystem::path self =
      std::filesystem::read_symlink("/proc/self/exe", error);
  if (error || !self.string().starts_with(kShownRoot)) return "";
  const std::filesystem::path folder = self.parent_path();
  return folder.filename() == kGradersFolder ? folder : self;
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
                          installed_bubblewrap(), to_be_hidden()};
      Box box(orders, slot ? slot->lock() : -1);
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
  if (kind == BoxKind::kBubblewrap) return "namespaces (bubblewrap)";
  if (kind == BoxKind::kOwnNamespaces) return "namespaces (our own)";
  if (kind == BoxKind::kUnconfined) return "unconfined";
  const int version = landlock_version();
  return version > 0 ? "uid (Landlock " + std::to_string(version) + ")"
                     : "uid (this kernel has no Landlock)";
}

// Empty: it works; else in a few words why not.
std::string tried(BoxKind kind) {
  if (kind == BoxKind::kBubblewrap && installed_bubblewrap().empty()) {
    return "bubblewrap is not installed";
  }
  if (kind == BoxKind::kUid && UidSlot().uid() == 0) return "needs root";
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

bool memory_is_limited() {
  static const bool limited = [] {
    MemoryGroup probe(Limits{}.memory_bytes);
    const bool made = probe.is_made();
    probe.remove();
    return made;
  }();
  return limited;
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
      std::string description = described(kind);
      if (!memory_is_limited()) description += ", memory not limited";
      if (!reasons.empty()) description += "; " + reasons;
      return std::make_unique<BoxSandbox>(kind, std::move(description));
    }
    if (!reasons.empty()) reasons += "; ";
    reasons += "no " + described(kind) + ": " + reason;
  }
  throw std::runtime_error(reasons);
}

}  // namespace grader

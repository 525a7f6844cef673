// Sandbox: makes boxes, each for one commission, in the strictest way that
// this machine allows.
//
//   namespaces   everything private: processes, network, files; by bubblewrap
//                where it is installed, else by ourselves
//   uid          as root where namespaces are forbidden (most containers):
//                another user, Landlock, seccomp
//   unconfined   only limits; for a student's own machine
//
// Never silently weaker: what was chosen is in every result.
//
// Fails:  a box that cannot be made is a fault of the platform.
// Thread: any; each run() makes its own box.
#ifndef LABS_GRADER_SANDBOX_SANDBOX_HH
#define LABS_GRADER_SANDBOX_SANDBOX_HH

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "labs/grader/sandbox/commission.hh"

namespace grader {

enum class Confinement { kNamespaces, kUid, kUnconfined };

/// "namespaces", "uid", "unconfined"; nothing: another word.
[[nodiscard]] std::optional<Confinement> confinement_named(std::string_view);

class Sandbox {
 public:
  Sandbox() = default;
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;
  virtual ~Sandbox() = default;

  [[nodiscard]] virtual Confinement confinement() const = 0;

  /// "namespaces (bubblewrap)": for results.
  [[nodiscard]] virtual std::string description() const = 0;

  /// Makes a box, has the commission done, and leaves no process and no file
  /// behind, whatever the student's programs did. Blocks at most
  /// Limits::wall and a few seconds.
  [[nodiscard]] virtual Return run(const Commission& commission) = 0;
};

/// The strictest that works here, found by trying it; or the `wanted` one.
/// Errors: std::runtime_error, if the wanted one does not work here, with the
/// reason.
[[nodiscard]] std::unique_ptr<Sandbox> make_sandbox(
    std::optional<Confinement> wanted);

/// To be called first in main(): in an examiner it does the commission with
/// the jobs given, and never returns; in the grader it returns at once.
void examine_if_in_box(int argc, char** argv, std::span<const Job> jobs);

}  // namespace grader

#endif

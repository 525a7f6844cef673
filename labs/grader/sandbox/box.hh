// Box: a keeper as the grader sees it, from start to end.
//
// Fails:  std::system_error, if no process can be made.
// Thread: any; each box belongs to one.
#ifndef LABS_GRADER_SANDBOX_BOX_HH
#define LABS_GRADER_SANDBOX_BOX_HH

#include <sys/types.h>

#include <chrono>
#include <string>

#include "csapp/descriptor.hh"
#include "labs/grader/sandbox/orders.hh"

namespace grader {

class Box {
 public:
  /// `slot`: the lock of the box's user, which the keeper shares, because it
  /// may outlive the grader; or -1.
  Box(const Orders& orders, int slot);
  Box(const Box&) = delete;
  Box& operator=(const Box&) = delete;
  ~Box();

  /// Blocks until the report is there, the examiner has died, or `wall` has
  /// passed; then ends the box and waits until it is gone.
  [[nodiscard]] Return wait(std::chrono::seconds wall, std::size_t most_bytes);

 private:
  [[nodiscard]] bool read_report(std::chrono::seconds wall,
                                 std::size_t most_bytes);
  [[nodiscard]] bool end();
  [[nodiscard]] Return judged(bool in_time, bool clean) const;

  csapp::Descriptor report_;
  csapp::Descriptor lifeline_;
  csapp::Descriptor complaints_;
  pid_t keeper_ = -1;
  std::string received_;
};

}  // namespace grader

#endif

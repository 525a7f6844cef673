// MemoryGroup: a control group for the memory of a box, where we may make one.
//
// Version 1 (its own hierarchy) or 2. It limits the box as a whole; the kernel
// kills in it what runs over. Where control groups are not ours there is no
// such limit: RLIMIT_AS would break sanitizers.
//
// Source: cgroups(7).
#ifndef LABS_GRADER_SANDBOX_MEMORY_GROUP_HH
#define LABS_GRADER_SANDBOX_MEMORY_GROUP_HH

#include <cstddef>
#include <string>

namespace grader {

class MemoryGroup {
 public:
  /// Makes one below the caller's own, or none if that is not allowed.
  explicit MemoryGroup(std::size_t most_bytes);

  [[nodiscard]] bool is_made() const { return !folder_.empty(); }

  /// Moves the calling process there, if there is one.
  void join() const;

  /// REQUIRES: nobody is in it any more.
  void remove();

 private:
  std::string folder_;
};

}  // namespace grader

#endif

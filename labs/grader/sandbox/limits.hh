// Limits: how much a submission may use. What runs over ends, and is said.
#ifndef LABS_GRADER_SANDBOX_LIMITS_HH
#define LABS_GRADER_SANDBOX_LIMITS_HH

#include <chrono>
#include <cstddef>

namespace grader {

struct Limits {
  std::chrono::seconds wall{60};                    // of the whole commission
  std::chrono::seconds cpu{30};                     // of one process
  unsigned processes = 256;                         // and threads, all together
  std::size_t memory_bytes = std::size_t{1} << 30;  // where cgroups are ours
  std::size_t scratch_bytes = std::size_t{256} << 20;  // all files it makes
  std::size_t file_bytes = std::size_t{64} << 20;      // one file
  unsigned open_files = 4096;
  std::size_t output_bytes = std::size_t{64} << 10;  // kept: head and tail
};

}  // namespace grader

#endif

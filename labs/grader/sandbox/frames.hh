// Frames: numbers and byte strings, each with its length, one after another.
//
// How a commission goes into a box and a report comes out of it. Both ends
// are the same executable, so there is no version and no alignment to mind;
// what is read back is still checked, because the writer may have been killed
// in the middle.
//
// Fails: std::runtime_error when a frame is cut off.
#ifndef LABS_GRADER_SANDBOX_FRAMES_HH
#define LABS_GRADER_SANDBOX_FRAMES_HH

#include <cstdint>
#include <string>
#include <string_view>

#include "labs/grader/sandbox/commission.hh"

namespace grader {

class FrameWriter {
 public:
  void number(std::uint64_t value);
  void text(std::string_view bytes);
  void files(const Files& files);

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

class FrameReader {
 public:
  /// REQUIRES: `bytes` outlives the reader.
  explicit FrameReader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] std::uint64_t number();
  [[nodiscard]] std::string text();
  [[nodiscard]] Files files();

 private:
  [[nodiscard]] std::string_view take(std::uint64_t length);

  std::string_view rest_;
};

}  // namespace grader

#endif

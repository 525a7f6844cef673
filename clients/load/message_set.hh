// MessageSet: what a load generator sends.
//
// Lines of letters, all of one size, different from each other: a reply that
// was cut, shifted, or meant for another connection does not compare equal.
// They end in a newline because a server may echo line by line.
#ifndef CLIENTS_LOAD_MESSAGE_SET_HH
#define CLIENTS_LOAD_MESSAGE_SET_HH

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace load {

/// Thread: any, once constructed.
class MessageSet {
 public:
  /// Makes messages of `size` bytes, newline included. REQUIRES: size > 0.
  explicit MessageSet(std::size_t size);

  /// The message to send as number `n` of a run; they repeat after a while.
  /// Valid as long as this object lives.
  [[nodiscard]] std::string_view at(std::uint64_t n) const;

 private:
  std::size_t size_;
  std::size_t count_;
  std::string text_;  // count_ messages back to back
};

}  // namespace load

#endif

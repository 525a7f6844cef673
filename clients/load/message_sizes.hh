// MessageSizes: how long the messages of a load are.
//
// Written as a list of sizes or ranges, each with a weight if it has one:
//
//   64                   every message has 64 bytes
//   16..4096             any size of the range, each as often as another
//   64:9,1024..65536:1   nine of ten have 64 bytes, one is large
//
// Source: a range is uniform because that is what can be said in one line; a
// measured distribution is a list of its steps.
#ifndef CLIENTS_LOAD_MESSAGE_SIZES_HH
#define CLIENTS_LOAD_MESSAGE_SIZES_HH

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace load {

/// Thread: any, once constructed.
class MessageSizes {
 public:
  /// The largest that the notation takes.
  static constexpr std::size_t kLargest = std::size_t{1} << 20;

  /// Every message has `size` bytes. REQUIRES: size > 0.
  MessageSizes(std::size_t size);  // not explicit: a number is a distribution

  /// Reads the notation above; the text must be all of it.
  /// Errors: throws std::invalid_argument that says what is wrong.
  explicit MessageSizes(std::string_view text);

  /// The largest size that can occur.
  [[nodiscard]] std::size_t largest() const;
  [[nodiscard]] bool all_the_same() const;

  /// The size that belongs to two numbers of [0, 1): the first chooses an
  /// entry of the list by weight, the second a size of its range.
  [[nodiscard]] std::size_t at(double entry, double within) const;

  /// The notation again, as it was given.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  struct Entry {
    std::size_t low;
    std::size_t high;
    std::uint64_t up_to;  // the sum of the weights so far, this one included
  };

  void add(std::string_view part);

  std::string text_;
  std::vector<Entry> entries_;  // never empty
};

}  // namespace load

#endif

// MessageSet: what a load generator sends.
//
// Lines of letters, different from each other: a reply that was cut, shifted,
// or meant for another connection does not compare equal. They end in a newline
// because a server may echo line by line. They lie back to back, so that a
// number of them can be sent at once.
#ifndef CLIENTS_LOAD_MESSAGE_SET_HH
#define CLIENTS_LOAD_MESSAGE_SET_HH

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "clients/load/message_sizes.hh"

namespace load {

/// Thread: any, once constructed.
class MessageSet {
 public:
  /// Makes messages of these sizes, newline included, at least `fewest` (> 1)
  /// of them. The same for the same arguments. Of a list of sizes, each has its
  /// share of the messages to within one or two of them.
  explicit MessageSet(const MessageSizes& sizes, std::size_t fewest = 2);

  /// The message to send as number `n` of a run; they repeat after a while.
  /// Valid as long as this object lives. The next one follows it in memory,
  /// but where they begin again.
  [[nodiscard]] std::string_view at(std::uint64_t n) const {
    const std::size_t i = n % (starts_.size() - 1);
    return std::string_view(text_).substr(starts_[i],
                                          starts_[i + 1] - starts_[i]);
  }

 private:
  std::vector<std::size_t> starts_;  // of the messages, and the end of the last
  std::string text_;
};

}  // namespace load

#endif

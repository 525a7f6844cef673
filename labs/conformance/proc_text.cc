#include "labs/conformance/proc_text.hh"

#include <charconv>

namespace conformance {
namespace {

constexpr std::string_view kBlank = " \t\n";

/// Takes the next word off the front of `text`.
std::string_view take_word(std::string_view& text,
                           std::string_view separators) {
  const auto begin = text.find_first_not_of(separators);
  if (begin == text.npos) {
    text = {};
    return {};
  }
  text.remove_prefix(begin);
  const std::string_view word = text.substr(0, text.find_first_of(separators));
  text.remove_prefix(word.size());
  return word;
}

template <typename Number>
Number to_number(std::string_view word, int radix) {
  if (word.starts_with("0x")) word.remove_prefix(2);
  Number number{};
  std::from_chars(word.data(), word.data() + word.size(), number, radix);
  return number;
}

std::uint16_t port_of(std::string_view address) {
  return to_number<std::uint16_t>(address.substr(address.find(':') + 1), 16);
}

Socket::State state_of(std::string_view hex) {
  if (hex == "0A") return Socket::State::kListening;
  if (hex == "01") return Socket::State::kEstablished;
  return Socket::State::kOther;
}

/// One row: "sl: local peer state tx:rx timer:when retransmits uid timeout
/// inode …".
Socket parse_socket(std::string_view row) {
  Socket socket;
  take_word(row, kBlank);  // its number
  socket.local_port = port_of(take_word(row, kBlank));
  socket.peer_port = port_of(take_word(row, kBlank));
  socket.state = state_of(take_word(row, kBlank));
  const std::string_view queues = take_word(row, kBlank);
  const auto colon = queues.find(':');
  socket.unsent = to_number<std::size_t>(queues.substr(0, colon), 16);
  socket.unread = to_number<std::size_t>(queues.substr(colon + 1), 16);
  for (int i = 0; i < 4; ++i) take_word(row, kBlank);
  socket.inode = to_number<std::uint64_t>(take_word(row, kBlank), 10);
  return socket;
}

}  // namespace

std::optional<Process> parse_stat(std::string_view text) {
  const auto end_of_name = text.rfind(')');
  if (end_of_name == text.npos) return std::nullopt;
  Process process;
  process.pid = to_number<pid_t>(take_word(text, kBlank), 10);
  // take_word may have cut into the text: look the parenthesis up again.
  text.remove_prefix(text.rfind(')') + 1);
  const std::string_view state = take_word(text, kBlank);
  if (state.size() != 1) return std::nullopt;
  process.state = state.front();
  process.parent = to_number<pid_t>(take_word(text, kBlank), 10);
  for (int field = 5; field < 22; ++field) take_word(text, kBlank);
  process.start_ticks = to_number<std::uint64_t>(take_word(text, kBlank), 10);
  return process;
}

void parse_system_call(std::string_view text, Task& task) {
  const std::string_view number = take_word(text, kBlank);
  if (number.empty() || number == "running" || number == "-1") return;
  task.system_call = to_number<long>(number, 10);
  for (std::uint64_t& argument : task.arguments) {
    argument = to_number<std::uint64_t>(take_word(text, kBlank), 16);
  }
}

void parse_sockets(std::string_view text, std::vector<Socket>& sockets) {
  take_word(text, "\n");  // the heading
  while (true) {
    const std::string_view row = take_word(text, "\n");
    if (row.empty()) return;
    sockets.push_back(parse_socket(row));
  }
}

std::uint64_t parse_field(std::string_view text, std::string_view key) {
  while (!text.empty()) {
    std::string_view line = take_word(text, "\n");
    if (!line.starts_with(key)) continue;
    line.remove_prefix(key.size());
    return to_number<std::uint64_t>(take_word(line, kBlank), 10);
  }
  return 0;
}

}  // namespace conformance

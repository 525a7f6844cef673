#include "labs/interleave/client_script.hh"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>

namespace interleave {
namespace {

struct Keyword {
  std::string_view name;
  ClientAction action;
};
constexpr std::array<Keyword, 7> kKeywords = {{
    {"connect", ClientAction::kConnect},
    {"send", ClientAction::kSend},
    {"expect", ClientAction::kExpect},
    {"half-close", ClientAction::kHalfClose},
    {"expect-eof", ClientAction::kExpectEof},
    {"close", ClientAction::kClose},
    {"reset", ClientAction::kReset},
}};
constexpr std::string_view kBlanks = " \t\r\v\f";
constexpr unsigned kLargestPort = 65535;

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

class Parser {
 public:
  explicit Parser(const std::string& path) { client_.path = path; }

  ScriptedClient parse(std::string_view script) {
    while (!script.empty()) {
      ++line_;
      const auto end = script.find('\n');
      parse_line(trim(script.substr(0, end)));
      if (end == std::string_view::npos) break;
      script.remove_prefix(end + 1);
    }
    if (client_.commands.empty()) {
      throw BadScript(client_.path + ": no command in it");
    }
    return std::move(client_);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw BadScript(client_.path + ":" + std::to_string(line_) + ": " + what);
  }

  void parse_line(std::string_view text) {
    if (text.empty() || text[0] == '#') return;
    const std::string_view word = text.substr(0, text.find_first_of(kBlanks));
    rest_ = trim(text.substr(word.size()));
    ClientCommand command{};
    command.line = line_;
    command.action = action_named(word);
    if (command.action == ClientAction::kConnect) {
      command.port = port();
    } else if (command.action == ClientAction::kSend ||
               command.action == ClientAction::kExpect) {
      command.offset = static_cast<std::uint32_t>(client_.text.size());
      client_.text += string();
      command.length =
          static_cast<std::uint32_t>(client_.text.size()) - command.offset;
    }
    expect_nothing();
    check_order(word, command.action);
    client_.commands.push_back(command);
  }

  ClientAction action_named(std::string_view word) const {
    std::string names;
    for (const Keyword& keyword : kKeywords) {
      if (keyword.name == word) return keyword.action;
      names += (names.empty() ? "" : ", ") + std::string(keyword.name);
    }
    fail("'" + std::string(word) + "' is no command; there are " + names);
  }

  void expect_nothing() const {
    if (rest_.empty() || rest_[0] == '#') return;
    fail("'" + std::string(rest_) + "' is too much");
  }

  // Nothing, or a number.
  std::uint16_t port() {
    std::uint32_t number = 0;
    std::size_t digits = 0;
    while (digits < rest_.size() && rest_[digits] >= '0' &&
           rest_[digits] <= '9' && number <= kLargestPort) {
      number = number * 10 + static_cast<unsigned>(rest_[digits++] - '0');
    }
    if (digits > 0 && (number == 0 || number > kLargestPort)) {
      fail("a port is a number from 1 to 65535");
    }
    rest_ = trim(rest_.substr(digits));
    return static_cast<std::uint16_t>(number);
  }

  // A quoted text that is not empty.
  std::string string() {
    if (rest_.empty() || rest_[0] != '"') {
      fail("a text in double quotes has to follow");
    }
    std::string text;
    std::size_t at = 1;
    while (at < rest_.size() && rest_[at] != '"') {
      text += rest_[at] == '\\' ? escaped(at) : rest_[at++];
    }
    if (at >= rest_.size()) fail("the closing quote is missing");
    if (text.empty()) fail("the text is empty");
    rest_ = trim(rest_.substr(at + 1));
    return text;
  }

  char escaped(std::size_t& at) const {
    const char letter = at + 1 < rest_.size() ? rest_[at + 1] : ' ';
    at += 2;
    switch (letter) {
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case '0':
        return '\0';
      case '\\':
      case '"':
        return letter;
      case 'x':
        return hexadecimal(at);
      default:
        fail(std::string("there is no escape \\") + letter +
             "; there are \\n \\r \\t \\0 \\\\ \\\" \\xHH");
    }
  }

  char hexadecimal(std::size_t& at) const {
    const int high = at < rest_.size() ? hex_digit(rest_[at]) : -1;
    const int low = at + 1 < rest_.size() ? hex_digit(rest_[at + 1]) : -1;
    if (high < 0 || low < 0) fail("\\x needs two hexadecimal digits");
    at += 2;
    return static_cast<char>(high * 16 + low);
  }

  // Mistakes in a script must not look like mistakes of the server.
  void check_order(std::string_view word, ClientAction action) {
    const std::string name(word);
    if (action == ClientAction::kConnect) {
      if (connected_) fail("connect, but it is connected already");
      connected_ = true;
      half_closed_ = false;
      return;
    }
    if (!connected_) fail(name + ", but it is not connected");
    if (action == ClientAction::kSend || action == ClientAction::kHalfClose) {
      if (half_closed_) fail(name + " after half-close");
      half_closed_ = action == ClientAction::kHalfClose;
    }
    if (action == ClientAction::kClose || action == ClientAction::kReset) {
      connected_ = false;
    }
  }

  ScriptedClient client_;
  std::string_view rest_;
  unsigned line_ = 0;
  bool connected_ = false;
  bool half_closed_ = false;
};

std::string read_file(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file.is_open() || file.bad()) {
    throw BadScript(path + ": " + strerror(errno != 0 ? errno : EIO));
  }
  return text;
}

}  // namespace

ScriptedClient parse_client_script(const ClientScript& script) {
  return Parser(script.path).parse(script.text);
}

std::vector<ScriptedClient> parse_client_scripts(
    const std::vector<ClientScript>& scripts) {
  std::vector<ScriptedClient> clients;
  std::size_t commands = 0;
  std::size_t bytes = 0;
  for (const ClientScript& script : scripts) {
    clients.push_back(parse_client_script(script));
    commands += clients.back().commands.size();
    bytes += clients.back().text.size();
    if (clients.size() > kMaxClients) {
      throw BadScript(script.path + ": at most " + std::to_string(kMaxClients) +
                      " clients are possible");
    }
    if (commands > kMaxCommands || bytes > kClientText) {
      throw BadScript(script.path +
                      ": the scripts are too long, taken together");
    }
  }
  return clients;
}

std::vector<ClientScript> read_client_scripts(
    const std::vector<std::string>& paths) {
  std::vector<ClientScript> scripts;
  for (const std::string& path : paths) {
    scripts.push_back({path, read_file(path)});
  }
  return scripts;
}

}  // namespace interleave

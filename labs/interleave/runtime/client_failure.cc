#include "labs/interleave/runtime/client_failure.hh"

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {
namespace {

constexpr std::uint32_t kShown = 60;  // characters of a quoted text

struct Text {
  std::size_t length;
  char characters[sizeof(Outcome::text)];
};

void add(Text& text, char c) {
  if (text.length + 1 < sizeof text.characters) {
    text.characters[text.length++] = c;
  }
  text.characters[text.length] = '\0';
}

void add(Text& text, const char* words) {
  for (; *words != '\0'; ++words) add(text, *words);
}

void add(Text& text, std::uint32_t number) {
  if (number >= 10) add(text, number / 10);
  add(text, static_cast<char>('0' + number % 10));
}

void add_escaped(Text& text, char c) {
  constexpr char kDigits[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  if (c == '\n') return add(text, "\\n");
  if (c == '\r') return add(text, "\\r");
  if (c == '\t') return add(text, "\\t");
  if (c == '"' || c == '\\') add(text, '\\');
  if (byte >= ' ' && byte != 0x7f) return add(text, c);
  add(text, "\\x");
  add(text, kDigits[byte / 16]);
  add(text, kDigits[byte % 16]);
}

void add_quoted(Text& text, const char* characters, std::uint32_t length,
                bool goes_on) {
  add(text, '"');
  for (std::uint32_t i = 0; i < length; ++i) add_escaped(text, characters[i]);
  add(text, goes_on ? "\"..." : "\"");
}

// The command's line, as "client 1, line 3: ".
void begin(Text& text, const Thread& client) {
  const Channel& channel = *state().channel;
  const std::uint32_t command =
      channel.clients[client.client_index].first + client.next_command;
  add(text, "client ");
  add(text, client.client_index + 1);
  add(text, ", line ");
  add(text, channel.commands[command].line);
  add(text, ": ");
}

void add_expected(Text& text, const ClientCommand& command) {
  add(text, "expected ");
  if (command.action == ClientAction::kExpectEof) {
    add(text, "end of file");
    return;
  }
  const bool cut = command.length > kShown;
  add_quoted(text, state().channel->client_text + command.offset,
             cut ? kShown : command.length, cut);
}

void add_got(Text& text, const File& file, std::uint32_t wanted) {
  std::uint32_t size = file.in->size;
  const bool ended =
      !(wanted > 0 && size >= wanted) && (file.in->ended || file.socket.reset);
  if (wanted > 0 && size > wanted) size = wanted;
  const bool cut = size > kShown;
  if (size > 0) {
    char shown[kShown];
    peek(*file.in, 0, shown, cut ? kShown : size);
    add_quoted(text, shown, cut ? kShown : size, cut);
    if (ended) add(text, " and then ");
  }
  if (ended) add(text, file.in->ended ? "end of file" : "a reset");
}

}  // namespace

void fail_expectation(const Thread& client, const File& file) {
  const Channel& channel = *state().channel;
  const ClientCommand& command =
      channel.commands[channel.clients[client.client_index].first +
                       client.next_command];
  Text text = {};
  begin(text, client);
  add_expected(text, command);
  add(text, ", got ");
  const bool data = command.action == ClientAction::kExpect;
  add_got(text, file, data ? command.length : 0);
  finish(Ending::kClientFailed, 0, text.characters);
}

void fail_command(const Thread& client, const char* problem) {
  Text text = {};
  begin(text, client);
  add(text, problem);
  finish(Ending::kClientFailed, 0, text.characters);
}

}  // namespace interleave

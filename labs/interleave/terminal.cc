#include "labs/interleave/terminal.hh"

#include <langinfo.h>
#include <locale.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace interleave {
namespace {

constexpr unsigned kNarrowest = 40;

bool is_utf8() {
  const locale_t locale = newlocale(LC_CTYPE_MASK, "", nullptr);
  if (locale == nullptr) return false;
  const bool utf8 = std::string_view(nl_langinfo_l(CODESET, locale)) == "UTF-8";
  freelocale(locale);
  return utf8;
}

std::string_view variable(const char* name) {
  const char* const value = getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

Terminal terminal_at(int fd) {
  Terminal terminal;
  terminal.unicode = is_utf8();
  terminal.interactive = isatty(fd) == 1;
  if (!terminal.interactive) return terminal;
  terminal.dumb = variable("TERM") == "dumb";
  terminal.colour = variable("NO_COLOR").empty() && !terminal.dumb;
  winsize size{};
  if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= kNarrowest) {
    terminal.width = size.ws_col;
  }
  return terminal;
}

}  // namespace interleave

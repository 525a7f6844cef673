#include "tests/servers/echo/recorded_log.hh"

#include <array>
#include <cstdarg>
#include <cstdio>
#include <map>
#include <mutex>
#include <utility>

namespace {

std::mutex g_mutex;
std::map<echo::LogLevel, std::vector<std::string>> g_lines;  // under g_mutex

}  // namespace

std::vector<std::string> take_log(echo::LogLevel level) {
  const std::lock_guard lock(g_mutex);
  return std::exchange(g_lines[level], {});
}

namespace echo {

void open_log(const char*, LogLevel) {}
bool log_enabled(LogLevel) { return true; }

void log(LogLevel level, const char* format, ...) {
  std::array<char, 512> line;
  va_list args;
  va_start(args, format);
  std::vsnprintf(line.data(), line.size(), format, args);
  va_end(args);
  const std::lock_guard lock(g_mutex);
  g_lines[level].emplace_back(line.data());
}

}  // namespace echo

#include "servers/echo/log.hh"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <memory>

namespace echo {
namespace {

// Set once, before there are other threads. The level is kept here, too: what
// is not logged, which is nearly all, costs a comparison.
std::shared_ptr<spdlog::logger> g_logger;
LogLevel g_level = LogLevel::kOff;

spdlog::level::level_enum to_spdlog(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarn:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
    case LogLevel::kOff:
      break;
  }
  return spdlog::level::off;
}

}  // namespace

void open_log(const char* program, LogLevel level) {
  auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
  g_logger = std::make_shared<spdlog::logger>(program, std::move(sink));
  g_logger->set_pattern("%H:%M:%S.%e %n %^%l%$: %v");
  g_logger->set_level(to_spdlog(level));
  g_logger->flush_on(spdlog::level::debug);
  g_level = level;
}

bool log_enabled(LogLevel level) {
  return level != LogLevel::kOff && level >= g_level;
}

void log(LogLevel level, const char* format, ...) {
  if (!log_enabled(level)) return;
  const int saved_errno = errno;
  std::array<char, 512> line;
  va_list args;
  va_start(args, format);
  std::vsnprintf(line.data(), line.size(), format, args);
  va_end(args);
  g_logger->log(to_spdlog(level), spdlog::string_view_t(line.data()));
  errno = saved_errno;
}

}  // namespace echo

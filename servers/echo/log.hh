// The connection log: one line an event, on standard error.
//
// A small interface, so that session and queue code does not depend on the
// library behind it (spdlog, in log.cc only) and can be linked with another
// definition of these three functions.
//
// Source: style of syslog(3) levels; spdlog behind it.
#ifndef SERVERS_ECHO_LOG_HH
#define SERVERS_ECHO_LOG_HH

namespace echo {

enum class LogLevel { kDebug, kInfo, kWarn, kError, kOff };

/// Names the program in every line and drops what is below `level`.
/// Thread: before any other thread logs.
void open_log(const char* program, LogLevel level);

/// Whether a line of that level would be written. Ask before doing work that
/// only serves a debug line. Thread: any.
[[nodiscard]] bool log_enabled(LogLevel level);

/// Writes one line; `format` as for printf, without a newline. Keeps errno.
/// Not async-signal-safe: never call it from a handler. Thread: any.
void log(LogLevel level, const char* format, ...)
    __attribute__((format(printf, 2, 3)));

}  // namespace echo

#endif

// Parsers for the text of /proc, apart from where it is read.
//
// Source: proc(5); Documentation/networking/proc_net_tcp.rst of the kernel.
#ifndef LABS_CONFORMANCE_PROC_TEXT_HH
#define LABS_CONFORMANCE_PROC_TEXT_HH

#include <optional>
#include <string_view>
#include <vector>

#include "labs/conformance/observer.hh"

namespace conformance {

/// Of /proc/PID/stat. A program may be called ") R 1 (": the last parenthesis
/// counts. Nothing for text of another form.
std::optional<Process> parse_stat(std::string_view text);

/// Of /proc/PID/task/TID/syscall: sets the call's number and arguments.
/// "running", and "-1 SP PC" of a task blocked outside of a call, are no call.
void parse_system_call(std::string_view text, Task& task);

/// Of /proc/PID/net/tcp or tcp6; appends to `sockets`.
void parse_sockets(std::string_view text, std::vector<Socket>& sockets);

/// The number behind `key` at the start of a line ("VmRSS:"); 0: no such line.
std::uint64_t parse_field(std::string_view text, std::string_view key);

}  // namespace conformance

#endif

#include "labs/interleave/report/document.hh"

#include <array>

namespace interleave {

namespace {

// In the order of Op.
constexpr std::array<std::string_view, static_cast<std::size_t>(Op::kCount)>
    kOpNames = {
        "none",
        "read",
        "write",
        "read_range",
        "write_range",
        "atomic_load",
        "atomic_store",
        "atomic_update",
        "atomic_compare_fail",
        "fence",
        "allocate",
        "release",
        "thread_create",
        "thread_begin",
        "thread_end",
        "thread_join",
        "thread_detach",
        "process_exit",
        "mutex_init",
        "mutex_destroy",
        "mutex_lock",
        "mutex_try_lock",
        "mutex_timed_lock",
        "mutex_unlock",
        "rw_lock_init",
        "rw_lock_destroy",
        "read_lock",
        "read_try_lock",
        "write_lock",
        "write_try_lock",
        "read_unlock",
        "write_unlock",
        "spin_lock",
        "spin_try_lock",
        "spin_unlock",
        "cond_init",
        "cond_destroy",
        "cond_wait",
        "cond_wake",
        "cond_signal",
        "cond_broadcast",
        "futex_wait",
        "futex_woken",
        "futex_wake",
        "sem_init",
        "sem_destroy",
        "sem_wait",
        "sem_try_wait",
        "sem_timed_wait",
        "sem_post",
        "barrier_init",
        "barrier_destroy",
        "barrier_arrive",
        "barrier_leave",
        "once_begin",
        "once_end",
        "yield",
        "sleep",
        "sleep_done",
        "read_clock",
        "socket",
        "bind",
        "listen",
        "connect",
        "accept",
        "descriptor_read",
        "descriptor_write",
        "shutdown",
        "close",
        "poll",
        "poll_watch",
        "pipe",
        "duplicate",
        "descriptor_option",
        "client_connect",
        "client_send",
        "client_expect",
        "client_half_close",
        "client_expect_eof",
        "client_close",
        "client_reset",
};
// A new operation needs its name, else the last ones would be empty.
static_assert(!kOpNames.back().empty());

}  // namespace

Verdict verdict_of(const TraceDocument& document) {
  return document.findings.empty() ? Verdict::kNone
                                   : document.findings.front().verdict;
}

std::string_view name_of(Op op) {
  return kOpNames.at(static_cast<std::size_t>(op));
}

std::string show_place(const TraceDocument& document,
                       const SourcePlace& place) {
  if (place.file && place.line != 0)
    return document.files.at(*place.file).path + ":" +
           std::to_string(place.line);
  return place.function.empty() ? "(unknown)" : place.function;
}

std::string_view source_line(const TraceDocument& document,
                             const SourcePlace& place) {
  if (!place.file || place.line == 0) return {};
  const std::vector<std::string>& lines = document.files.at(*place.file).lines;
  if (place.line > lines.size()) return {};
  std::string_view line = lines[place.line - 1];
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t") - first + 1);
}

}  // namespace interleave

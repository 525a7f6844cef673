#include "labs/interleave/progress.hh"

#include <unistd.h>

#include <cstdio>

#include "labs/interleave/search/count_text.hh"
#include "labs/interleave/terminal.hh"

namespace interleave {
namespace {

constexpr std::chrono::milliseconds kBetweenLines(100);
// A look at the clock costs more than a look at a number.
constexpr unsigned kBetweenLooks = 16;

}  // namespace

Progress::Progress() {
  const Terminal terminal = terminal_at(STDERR_FILENO);
  shown_ = terminal.interactive && !terminal.dumb;
  width_ = terminal.width;
}

Progress::~Progress() { clear(); }

bool Progress::due() {
  if (!shown_ || ++asked_ % kBetweenLooks != 0) return false;
  const auto now = Clock::now();
  if (now - last_ < kBetweenLines) return false;
  last_ = now;
  return true;
}

void Progress::show(std::uint64_t done, std::uint64_t limit,
                    std::string_view where) {
  const std::chrono::duration<double> passed = Clock::now() - start_;
  std::string line = progress_line(done, limit, passed.count(), where);
  if (line.size() >= width_) line.resize(width_ - 1);
  fprintf(stderr, "\r%s\033[K", line.c_str());
  fflush(stderr);
}

void Progress::clear() {
  if (shown_) fprintf(stderr, "\r\033[K");
}

std::string progress_line(std::uint64_t done, std::uint64_t limit,
                          double seconds, std::string_view where) {
  const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
  std::string line = "  " + with_commas(done) + " of " + with_commas(limit) +
                     " schedules (" + std::to_string(done * 100 / limit) +
                     " %), " + with_commas(static_cast<std::uint64_t>(rate)) +
                     "/s";
  if (!where.empty()) line += ": " + std::string(where);
  return line;
}

}  // namespace interleave

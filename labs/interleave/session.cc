#include "labs/interleave/session.hh"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "labs/interleave/search/token.hh"

namespace interleave {
namespace {

using File = std::unique_ptr<FILE, int (*)(FILE*)>;

[[noreturn]] void fail(const std::string& path) {
  throw std::system_error(errno, std::generic_category(), path);
}

// A program of this folder needs no ./ in front.
Subject located(Subject subject) {
  std::string& program = subject.arguments.front();
  if (program.find('/') == std::string::npos &&
      std::filesystem::exists(program)) {
    program.insert(0, "./");
  }
  return subject;
}

}  // namespace

Session::Session(const Subject& subject)
    : Session(subject, read_client_scripts(subject.clients)) {}

Session::Session(const Subject& subject, std::vector<ClientScript> scripts)
    : subject_(located(subject)),
      scripts_(std::move(scripts)),
      clients_(parse_client_scripts(scripts_)) {}

std::uint32_t Session::flags() const {
  return subject_.spurious_wakeups ? kSpuriousWakeups : 0U;
}

MakeRunner Session::make_runner() const {
  ProgramOptions options;
  options.arguments = subject_.arguments;
  options.clients = clients_;
  options.flags = flags();
  options.step_limit = subject_.steps;
  return runner_of(std::move(options));
}

std::string Session::token(const Schedule& schedule, const Run& run) const {
  return to_text(
      make_token(schedule.deviations, schedule.flags | flags(), run.events));
}

TraceDocument Session::blank_document() const {
  TraceDocument document;
  document.program = program();
  document.arguments.assign(subject_.arguments.begin() + 1,
                            subject_.arguments.end());
  if (subject_.spurious_wakeups) {
    document.flags.push_back("--spurious-wakeups");
  }
  for (const ClientScript& script : scripts_) {
    document.clients.push_back({script.path, script.text});
  }
  return document;
}

void write_file(const std::string& path, const std::string& text) {
  const File opened(path == "-" ? nullptr : fopen(path.c_str(), "w"), fclose);
  FILE* const file = path == "-" ? stdout : opened.get();
  if (file == nullptr) fail(path);
  const std::size_t written = fwrite(text.data(), 1, text.size(), file);
  if (written != text.size() || fflush(file) != 0) fail(path);
}

std::string read_file(const std::string& path) {
  const File file(fopen(path.c_str(), "r"), fclose);
  if (file == nullptr) fail(path);
  std::string text;
  char buffer[1 << 16];
  std::size_t n = 0;
  while ((n = fread(buffer, 1, sizeof buffer, file.get())) > 0) {
    text.append(buffer, n);
  }
  if (ferror(file.get()) != 0) fail(path);
  return text;
}

TraceDocument read_trace(const std::string& path) {
  try {
    return parse_trace(read_file(path));
  } catch (const BadTrace& error) {
    throw BadTrace(path + ": " + error.what());
  }
}

}  // namespace interleave

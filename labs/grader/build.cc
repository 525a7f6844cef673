#include "labs/grader/build.hh"

#include <sys/stat.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "labs/grader/emitters/emitter.hh"
#include "labs/grader/regular_file.hh"
#include "labs/grader/sandbox/student_program.hh"

namespace grader {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t kMostBuilt = std::size_t{64} << 20;
constexpr Limits kBuildLimits{.wall = std::chrono::seconds(60),
                              .cpu = std::chrono::seconds(45)};

std::string describe(std::optional<int> status) {
  if (!status) return "timeout";
  return WIFEXITED(*status) && WEXITSTATUS(*status) == 0 ? "passed" : "failed";
}

Report make(const Commission& commission) {
  const json details = json::parse(commission.details);
  const auto [status, printed] =
      run_to_end({.arguments = {"/usr/bin/make", "-s", details.at("target")},
                  .limits = commission.limits,
                  .compiler = true});
  const std::vector<std::string> wanted = details.at("wanted");
  return {.text = json{{"end", describe(status)},
                       {"output", printed.out + printed.err}}
                      .dump(-1, ' ', false, json::error_handler_t::replace),
          .files = collect(".", wanted, kMostBuilt)};
}

Built made(Return back, std::size_t wanted) {
  if (back.ending == Ending::kTimedOut) {
    return {.status = Status::kTimedOut, .output = back.explanation};
  }
  if (back.ending != Ending::kReported) {
    const bool theirs = back.ending == Ending::kDied;
    return {.status = theirs ? Status::kFailed : Status::kError,
            .output = back.explanation};
  }
  const json report = json::parse(back.report.text);
  Built built{.files = std::move(back.report.files),
              .output = report.at("output")};
  const std::string end = report.at("end");
  if (end == "timeout") {
    built.status = Status::kTimedOut;
  } else {
    const bool complete = end == "passed" && built.files.size() == wanted;
    built.status = complete ? Status::kPassed : Status::kFailed;
  }
  return built;
}

Built run_make(const char* target, const Files& files,
               std::span<const std::string_view> wanted, Sandbox& sandbox) {
  const std::vector<std::string> names(wanted.begin(), wanted.end());
  return made(
      sandbox.run(
          {.job = std::string(kMake.name),
           .details = json{{"target", target}, {"wanted", names}}.dump(),
           .files = files,
           .limits = kBuildLimits}),
      wanted.size());
}

// FNV-1a: a name for the cache, no protection.
class Fingerprint {
 public:
  void add(std::string_view bytes) {
    for (const char byte : bytes) {
      value_ = (value_ ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
    }
    value_ = (value_ ^ 0x100) * 0x100000001b3;  // "ab", "c" is not "a", "bc"
  }
  [[nodiscard]] std::string name() const {
    std::ostringstream text;
    text << std::hex << value_;
    return text.str();
  }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325;
};

// Of what the prepared files depend on: the sources and the compilers.
std::string fingerprint(const Lab& lab) {
  Fingerprint print;
  for (const Files* files : {&lab.given, &lab.sources}) {
    for (const auto& [path, bytes] : *files) {
      print.add(path);
      print.add(bytes);
    }
  }
  for (const char* tool : {"/usr/bin/gcc", "/usr/bin/g++", "/usr/bin/ar"}) {
    struct stat facts {};
    if (::stat(tool, &facts) < 0) continue;
    print.add(std::to_string(facts.st_size) + ' ' +
              std::to_string(facts.st_mtim.tv_sec));
  }
  return print.name();
}

// Empty: there is no place for one.
fs::path cache_folder(const Lab& lab) {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  fs::path root;
  if (cache != nullptr && *cache == '/') {
    root = cache;
  } else if (home != nullptr && *home == '/') {
    root = fs::path(home) / ".cache";
  } else {
    return {};
  }
  return root / "echolab" / fingerprint(lab);
}

std::optional<Files> read_cache(const fs::path& folder, const Lab& lab) {
  Files files;
  for (const std::string_view name : lab.prepared) {
    auto bytes = read_regular_file(folder / name, kMostBuilt);
    if (folder.empty() || !bytes) return std::nullopt;
    files.emplace(name, std::move(*bytes));
  }
  return files;
}

// A cache that cannot be written costs time, nothing else.
void write_cache(const fs::path& folder, const Files& files) {
  std::error_code error;
  if (folder.empty() || (fs::create_directories(folder, error), error)) return;
  for (const auto& [name, bytes] : files) {
    try {
      replace_file(folder / name, bytes);
    } catch (const std::system_error&) {
      return;
    }
  }
}

Built prepare(const Lab& lab, Sandbox& sandbox) {
  const fs::path folder = cache_folder(lab);
  if (auto cached = read_cache(folder, lab)) {
    return {.status = Status::kPassed, .files = std::move(*cached)};
  }
  Files files = lab.given;
  files.insert(lab.sources.begin(), lab.sources.end());
  Built built = run_make("given", files, lab.prepared, sandbox);
  if (built.status == Status::kPassed) {
    write_cache(folder, built.files);
  } else {
    built.status = Status::kError;  // no student had a part in it
  }
  return built;
}

}  // namespace

const Job kMake{"make", make};

Built build(const Lab& lab, const Files& submission, Sandbox& sandbox) {
  Built prepared = prepare(lab, sandbox);
  if (prepared.status != Status::kPassed) return prepared;
  Files files = lab.given;
  files.merge(prepared.files);
  for (const auto& [name, bytes] : submission) files[name] = bytes;
  Built built = run_make("all", files, lab.built, sandbox);
  built.files.insert(submission.begin(), submission.end());  // to be quoted
  return built;
}

}  // namespace grader

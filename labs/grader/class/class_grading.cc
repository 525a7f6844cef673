#include "labs/grader/class/class_grading.hh"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <system_error>

#include "labs/grader/class/overview.hh"
#include "labs/grader/sandbox/arguments.hh"

namespace grader {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> entries_of(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename();
    if (!name.starts_with('.')) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// Gradings as processes, at most so many at a time.
class Pool {
 public:
  explicit Pool(const ClassOptions& options) : options_(options) {}

  void add(const std::string& entry) {
    while (running_ >= options_.jobs) wait_for_one();
    start(entry);
    ++running_;
  }
  void finish() {
    while (running_ > 0) wait_for_one();
  }

 private:
  void start(const std::string& entry) {
    std::vector<std::string> words = {
        options_.grader, (fs::path(options_.submissions) / entry).string(),
        "--platform",    "json",
        "--output",      result_file(options_.results, entry)};
    words.insert(words.end(), options_.arguments.begin(),
                 options_.arguments.end());
    pid_t pid = -1;
    const int error =
        ::posix_spawn(&pid, options_.grader.c_str(), nullptr, nullptr,
                      argument_pointers(words).data(), environ);
    if (error != 0) {
      throw std::system_error(error, std::generic_category(), options_.grader);
    }
    names_[pid] = entry;
  }

  void wait_for_one() {
    int status = 0;
    const pid_t pid = ::waitpid(-1, &status, 0);
    if (pid < 0)
      throw std::system_error(errno, std::generic_category(), "wait");
    --running_;
    ++done_;
    const bool graded = WIFEXITED(status) && WEXITSTATUS(status) <= 1;
    if (!graded) std::cerr << names_[pid] << ": no verdict\n";
    if (::isatty(STDERR_FILENO) == 1) {
      std::cerr << "\rgraded " << done_ << std::flush;
    }
  }

  const ClassOptions& options_;
  std::map<pid_t, std::string> names_;
  int running_ = 0;
  int done_ = 0;
};

}  // namespace

int grade_class(const ClassOptions& options) {
  const std::vector<std::string> entries = entries_of(options.submissions);
  fs::create_directories(options.results);
  Pool pool(options);
  for (const std::string& entry : entries) {
    if (!read_row(options.results, entry).is_final) pool.add(entry);
  }
  pool.finish();
  std::vector<Row> rows;
  for (const std::string& entry : entries) {
    rows.push_back(read_row(options.results, entry));
  }
  write_overview(options.results, rows);
  const auto missing = std::count_if(
      rows.begin(), rows.end(), [](const Row& row) { return !row.is_final; });
  std::cout << rows.size() - static_cast<std::size_t>(missing) << " graded, "
            << missing << " without a verdict: " << options.results
            << "/overview.html\n";
  return missing == 0 ? 0 : 2;
}

}  // namespace grader

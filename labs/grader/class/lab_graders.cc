#include "labs/grader/class/lab_graders.hh"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <iostream>

namespace grader {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = "_grader";

void add_those_in(const fs::path& folder,
                  std::map<std::string, std::string>& graders) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename();
    if (!name.ends_with(kSuffix)) continue;
    if (::access(entry.path().c_str(), X_OK) != 0) continue;
    graders.emplace(name.substr(0, name.size() - kSuffix.size()), entry.path());
  }
}

}  // namespace

std::map<std::string, std::string> lab_graders() {
  const fs::path folder = fs::read_symlink("/proc/self/exe").parent_path();
  std::map<std::string, std::string> graders;
  add_those_in(folder, graders);
  add_those_in(folder.parent_path() / "libexec" / "echolab", graders);
  return graders;
}

void print_labs(const std::map<std::string, std::string>& graders) {
  for (const auto& [lab, path] : graders) {
    // Its first line says it; the path is ours, but a folder may hold a quote.
    std::string quoted = "'";
    for (const char byte : path)
      quoted += byte == '\'' ? "'\\''" : std::string(1, byte);
    FILE* output = ::popen((quoted + "' --tests").c_str(), "r");
    char line[200];
    if (output != nullptr && ::fgets(line, sizeof line, output) != nullptr) {
      std::cout << line;
    }
    if (output != nullptr) ::pclose(output);
  }
}

}  // namespace grader

// A command line run by the shell, in a folder of its own for each test.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace interleave {

struct Ran {
  int status;        // as the shell's $?
  std::string text;  // standard output, and standard error unless redirected
};

class InFolder : public testing::Test {
 protected:
  InFolder() {
    std::string path = testing::TempDir() + "interleave-test-XXXXXX";
    folder_ = mkdtemp(path.data());
  }
  ~InFolder() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  std::string read(const std::string& name) const {
    std::ifstream file(folder_ / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::filesystem::path path(const std::string& name) const {
    return folder_ / name;
  }
  bool exists(const std::string& name) const {
    return std::filesystem::exists(path(name));
  }

  // `interleave` is the one of this build.
  Ran shell(const std::string& command) const {
    const std::string line = "cd '" + folder_.string() +
                             "' && PATH=" INTERLEAVE_FOLDER ":$PATH && { " +
                             command + "; } 2>&1";
    FILE* const pipe = popen(line.c_str(), "r");
    if (pipe == nullptr) return {-1, "popen failed"};
    Ran ran{0, ""};
    char buffer[4096];
    std::size_t n = 0;
    while ((n = fread(buffer, 1, sizeof buffer, pipe)) > 0) {
      ran.text.append(buffer, n);
    }
    const int status = pclose(pipe);
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ran;
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace interleave

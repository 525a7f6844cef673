#include "tests/grader/sandbox/boxes.hh"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/grader/sandbox/jobs.hh"

using namespace std::chrono_literals;

void Boxes::SetUp() {
  sandbox_ = grader::make_sandbox(std::nullopt);
  // Root without any box: nothing would bound a fork bomb.
  ASSERT_FALSE(unconfined() && ::geteuid() == 0) << sandbox_->description();
}

grader::Return Boxes::run(const std::string& job, const std::string& details,
                          const grader::Files& files) {
  return sandbox_->run({job, details, files, limits_, tools_});
}

std::string Boxes::shell(const std::string& script) {
  const grader::Return result = run("shell", script);
  EXPECT_EQ(result.ending, grader::Ending::kReported) << result.explanation;
  return result.report.text;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string unique_number() {
  static int count = 0;
  return std::to_string(::getpid()) + "0" + std::to_string(++count) + "7";
}

bool sleeper_exists(const std::string& number) {
  for (const auto& process : std::filesystem::directory_iterator("/proc")) {
    std::ifstream file(process.path() / "cmdline");
    std::string program;
    std::string argument;
    std::getline(file, program, '\0');
    std::getline(file, argument, '\0');
    if (program.ends_with("sleep") && argument == number) return true;
  }
  return false;
}

bool comes_true(const std::function<bool()>& fact) {
  const auto deadline = std::chrono::steady_clock::now() + 15s;
  while (std::chrono::steady_clock::now() < deadline) {
    if (fact()) return true;
    std::this_thread::sleep_for(5ms);  // sleep: between two looks
  }
  return false;
}

int main(int argc, char** argv) {
  grader::examine_if_in_box(argc, argv, jobs());
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}

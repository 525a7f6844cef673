// Boxes: the sandbox under test, on whatever this machine allows: run by CTest
// as root and as an ordinary user, with and without namespaces and bubblewrap
// (see deny.cc). One program, linked statically like the labs' graders.
#ifndef TESTS_GRADER_SANDBOX_BOXES_HH
#define TESTS_GRADER_SANDBOX_BOXES_HH

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "labs/grader/sandbox/sandbox.hh"

// The strictest that works, which is what the lines in CMakeLists.txt vary.
class Boxes : public ::testing::Test {
 protected:
  void SetUp() override;

  grader::Return run(const std::string& job, const std::string& details = "",
                     const grader::Files& files = {});

  // What the job "shell" reports.
  std::string shell(const std::string& script);

  [[nodiscard]] bool is(grader::Confinement confinement) const {
    return sandbox_->confinement() == confinement;
  }
  [[nodiscard]] bool unconfined() const {
    return is(grader::Confinement::kUnconfined);
  }

  grader::Limits limits_{.wall = std::chrono::seconds(30), .processes = 100};
  bool tools_ = true;
  std::unique_ptr<grader::Sandbox> sandbox_;
};

bool contains(const std::string& text, const std::string& part);

// Numbers that no other process on this machine has as an argument.
std::string unique_number();

// Does `sleep NUMBER` run anywhere? Boxes' processes are ours to see.
bool sleeper_exists(const std::string& number);

// Waits for it.
bool comes_true(const std::function<bool()>& fact);

#endif

// Which box is made, and why no stricter one.
#include <cstdlib>
#include <iostream>

#include "tests/grader/sandbox/boxes.hh"

namespace {

using grader::Confinement;

// CTest says what must be chosen here; by hand it is only printed.
TEST_F(Boxes, AreTheStrictestThatWorkHere) {
  std::cout << sandbox_->description() << '\n';
  if (const char* expected = std::getenv("EXPECTED_SANDBOX")) {
    EXPECT_TRUE(sandbox_->description().starts_with(expected))
        << sandbox_->description() << ", expected " << expected;
  }
}

TEST_F(Boxes, SayWhyTheWantedOneDoesNotWork) {
  if (is(Confinement::kNamespaces)) GTEST_SKIP() << "namespaces work here";
  try {
    static_cast<void>(grader::make_sandbox(Confinement::kNamespaces));
    ADD_FAILURE() << "namespaces work after all";
  } catch (const std::runtime_error& error) {
    EXPECT_TRUE(contains(error.what(), "Operation not permitted") ||
                contains(error.what(), "No permissions"))
        << error.what();
  }
}

}  // namespace

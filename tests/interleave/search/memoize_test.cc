#include "labs/interleave/search/memoize.hh"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace interleave {
namespace {

class Memoize : public testing::Test {
 protected:
  Memoize() {
    std::string name =
        (std::filesystem::temp_directory_path() / "memoize-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error(name);
    folder_ = name;
  }
  ~Memoize() override { std::filesystem::remove_all(folder_); }

  static Token token(std::uint32_t step) {
    Token token;
    token.deviations = {{step, 1, 0}};
    token.steps = 12;
    return token;
  }

  std::string folder_;
};

TEST_F(Memoize, KeepsSchedulesInOrder) {
  const std::string folder = folder_ + "/made/when/needed";
  MemoizedSchedules first(folder, "prog-1");
  EXPECT_TRUE(first.tokens().empty());
  EXPECT_TRUE(first.add(token(9)));
  EXPECT_TRUE(first.add(token(3)));
  EXPECT_FALSE(first.add(token(9))) << "it is there already";
  first.save();
  const MemoizedSchedules again(folder, "prog-1");
  ASSERT_EQ(again.tokens().size(), 2U);
  EXPECT_EQ(to_text(again.tokens()[0]), to_text(token(9)));
  EXPECT_EQ(to_text(again.tokens()[1]), to_text(token(3)));
  EXPECT_TRUE(MemoizedSchedules(folder, "prog-2").tokens().empty());
}

TEST_F(Memoize, NamesTheDamagedLine) {
  std::ofstream(folder_ + "/p.schedules") << "# comment\n\ni1-oops\n";
  try {
    MemoizedSchedules schedules(folder_, "p");
    FAIL() << "a damaged file was read";
  } catch (const std::runtime_error& error) {
    EXPECT_EQ(error.what(), folder_ +
                                "/p.schedules:3: replay token is "
                                "damaged at \"oops\"");
  }
}

TEST_F(Memoize, AChangedProgramIsAnotherOne) {
  const std::string path = folder_ + "/prog";
  std::ofstream(path) << "one";
  const std::string one = program_identity(path);
  EXPECT_EQ(program_identity(path), one);
  EXPECT_TRUE(one.starts_with("prog-")) << one;
  std::ofstream(path) << "two";
  EXPECT_NE(program_identity(path), one);
  EXPECT_THROW(program_identity(folder_ + "/none"), std::system_error);
}

}  // namespace
}  // namespace interleave

#include "labs/interleave/report/symbols.hh"

#include <gtest/gtest.h>

#include "labs/interleave/report/object_names.hh"

namespace interleave {
namespace {

using Kind = ValueType::Kind;

std::string shown(std::uint64_t value, unsigned size, Kind kind) {
  return show_value(value, size, {kind, size, {}});
}

TEST(ShowValue, KnowsSigns) {
  EXPECT_EQ(shown(0xffffffff, 4, Kind::kSigned), "-1");
  EXPECT_EQ(shown(0xffffffff, 4, Kind::kUnsigned), "4294967295");
  EXPECT_EQ(shown(0xffffffff, 4, Kind::kUnknown), "4294967295");
}

TEST(ShowValue, TellsNoAddress) {
  EXPECT_EQ(shown(0, 8, Kind::kPointer), "NULL");
  EXPECT_EQ(shown(0x200000000010, 8, Kind::kPointer), "a pointer");
  EXPECT_EQ(shown(0x200000000010, 8, Kind::kUnknown), "a pointer");
  // A pthread_t is an unsigned number.
  EXPECT_EQ(shown(0x230000001000, 8, Kind::kUnsigned), "a pointer");
  EXPECT_EQ(shown(5'000'000'000, 8, Kind::kUnsigned), "5000000000");
  EXPECT_EQ(shown(5'000'000'000, 8, Kind::kSigned), "5000000000");
}

TEST(ShowValue, QuotesCharacters) {
  EXPECT_EQ(shown('x', 1, Kind::kCharacter), "'x'");
  EXPECT_EQ(shown('\n', 1, Kind::kCharacter), "'\\n'");
  EXPECT_EQ(shown(0, 1, Kind::kCharacter), "'\\0'");
  EXPECT_EQ(shown(200, 1, Kind::kCharacter), "200");
}

TEST(ShowValue, KnowsOtherTypes) {
  EXPECT_EQ(shown(1, 1, Kind::kBool), "true");
  EXPECT_EQ(shown(2, 1, Kind::kBool), "2");
  EXPECT_EQ(shown(0x3ff8000000000000, 8, Kind::kFloating), "1.5");
  const ValueType state{Kind::kEnumeration, 4, {{0, "kIdle"}, {-1, "kGone"}}};
  EXPECT_EQ(show_value(0, 4, state), "kIdle");
  EXPECT_EQ(show_value(0xffffffff, 4, state), "kGone");
  EXPECT_EQ(show_value(7, 4, state), "7");
}

TEST(ShowValue, TakesAnotherSizeForAnotherType) {
  const ValueType wide{Kind::kPointer, 8, {}};
  EXPECT_EQ(show_value(3, 4, wide), "3");
}

TEST(AllocatedType, IsFoundInTheLine) {
  EXPECT_EQ(allocated_type("node* n = malloc(sizeof(struct node));"), "node");
  EXPECT_EQ(allocated_type("return malloc(8 * sizeof (job));"), "job");
  EXPECT_EQ(allocated_type("auto* a = new Account[3];"), "Account");
  EXPECT_EQ(allocated_type("renew(list);"), "");
  EXPECT_EQ(allocated_type("malloc(16);"), "");
}

TEST(Symbols, OfNoProgramKnowNothing) {
  Symbols symbols("/does/not/exist");
  EXPECT_EQ(symbols.code(1234).function, "");
  EXPECT_FALSE(symbols.global(1234, 4));
  EXPECT_FALSE(symbols.type_size("node"));
}

TEST(Symbols, OfWhatIsNoProgramKnowNothing) {
  Symbols symbols(GOLDEN_FOLDER "/lost_update.txt");
  EXPECT_EQ(symbols.code(1).file, "");
}

TEST(Symbols, KnowTypesByName) {
  Symbols symbols(BANK_PROGRAM);
  EXPECT_EQ(symbols.type_size("node"), 16u);
  ASSERT_TRUE(symbols.member_of("node", 8, 8));
  EXPECT_EQ(symbols.member_of("node", 8, 8)->name, ".next");
  EXPECT_EQ(symbols.member_of("node", 8, 8)->type.kind, Kind::kPointer);
}

}  // namespace
}  // namespace interleave

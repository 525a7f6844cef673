#include "labs/interleave/report/plain_text.hh"

#include <gmock/gmock.h>

namespace interleave {
namespace {

using testing::ElementsAre;

TEST(PlainText, HasNoControlCharacters) {
  EXPECT_EQ(plain_text("a\033[1mb\r"), "a?[1mb?");
  EXPECT_EQ(plain_text("a\nb"), "a?b");
  EXPECT_EQ(plain_text("a\nb", TextKind::kLines), "a\nb");
  EXPECT_EQ(plain_text("\u202eabc"), "?abc");
}

TEST(PlainText, IsUtf8) {
  EXPECT_EQ(plain_text("gr\u00fc\u00df"), "gr\u00fc\u00df");
  EXPECT_EQ(plain_text("gr\xfc"), "gr?");
  EXPECT_EQ(plain_text("\xe2\x82"), "??");
  EXPECT_EQ(plain_text("\xc0\xaf"), "??");
}

TEST(PlainText, ExpandsTabs) {
  EXPECT_EQ(plain_text("\tx"), "        x");
  EXPECT_EQ(plain_text("ab\tx"), "ab      x");
}

TEST(Width, CountsColumns) {
  EXPECT_EQ(width_of("abc"), 3u);
  EXPECT_EQ(width_of("\u2500\u2502"), 2u);
  EXPECT_EQ(width_of("\u8a9e"), 2u);
  EXPECT_EQ(width_of("e\u0301"), 1u);
}

TEST(Cut, EndsInAnEllipsis) {
  EXPECT_EQ(cut("abcdef", 6, "..."), "abcdef");
  EXPECT_EQ(cut("abcdefg", 6, "..."), "abc...");
  EXPECT_EQ(cut("\u8a9e\u8a9e\u8a9e", 5, "\u2026"), "\u8a9e\u8a9e\u2026");
  EXPECT_EQ(cut("abc", 2, "..."), "ab");
}

TEST(Wrapped, BreaksAtBlanks) {
  EXPECT_THAT(wrapped("to be or not to be", 8),
              ElementsAre("to be or", "not to", "be"));
  EXPECT_THAT(wrapped("abcdefgh ij", 3), ElementsAre("abc", "def", "gh", "ij"));
  EXPECT_THAT(wrapped("", 8), ElementsAre(""));
}

TEST(Paragraph, HangsFromItsFirstLine) {
  EXPECT_EQ(paragraph("one two three", 9, "- ", "  "), "- one two\n  three\n");
}

}  // namespace
}  // namespace interleave

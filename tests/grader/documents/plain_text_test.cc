// Properties of plain text that hold for all bytes, and a few examples.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "labs/grader/plain_text.hh"
#include "tests/grader/documents/sample.hh"

namespace grader {
namespace {

using namespace std::string_literals;

constexpr unsigned kSeed = 20260101;

/// Is it UTF-8? The judge is another library's decoder.
bool is_utf8(const std::string& text) {
  try {
    static_cast<void>(nlohmann::json(text).dump());
    return true;
  } catch (const nlohmann::json::type_error&) {
    return false;
  }
}

bool has_control(const std::string& text, std::string_view allowed) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 || byte == 0x7F) && allowed.find(c) == allowed.npos) {
      return true;
    }
  }
  return false;
}

/// Bytes of which many are parts of UTF-8 sequences and controls.
std::string random_bytes(std::mt19937& random) {
  static const std::string kPieces[] = {"\xe2\x80\xae",
                                        "\xf0\x9f\x98\x80",
                                        "\xc3\xa9",
                                        "\xed\xa0\x80",
                                        "\xc0\x80",
                                        "\n",
                                        " ",
                                        "\x1b["};
  std::string bytes;
  const auto length = random() % 300;
  while (bytes.size() < length) {
    if (random() % 3 == 0) {
      bytes += kPieces[random() % std::size(kPieces)];
    } else {
      bytes += static_cast<char>(random() % 256);
    }
  }
  return bytes;
}

void expect_plain(const std::string& bytes, std::size_t most) {
  const std::string text = plain_text(bytes, most);
  EXPECT_TRUE(is_utf8(text));
  EXPECT_FALSE(has_control(text, "\n\t"));
  EXPECT_LE(text.size(), most);
  EXPECT_EQ(plain_text(text, most), text);
  const std::string line = plain_line(bytes, most);
  EXPECT_TRUE(is_utf8(line));
  EXPECT_FALSE(has_control(line, ""));
  EXPECT_LE(line.size(), most);
  EXPECT_EQ(plain_line(line, most), line);
}

TEST(PlainText, IsValidBoundedAndStableForRandomBytes) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 20'000 && !testing::Test::HasFailure(); ++round) {
    const std::string bytes = random_bytes(random);
    SCOPED_TRACE("round " + std::to_string(round));
    expect_plain(bytes, 10'000);
    expect_plain(bytes, random() % 120);
  }
}

TEST(PlainText, IsValidForAllPairsOfBytes) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string bytes = {static_cast<char>(first),
                                 static_cast<char>(second)};
      ASSERT_TRUE(is_utf8(plain_text(bytes))) << first << " " << second;
    }
  }
}

TEST(PlainText, IsValidForAllThatIsUnpleasant) {
  expect_plain(unpleasant_bytes(), 10'000);
  expect_plain(unpleasant_bytes(), 100);
}

TEST(PlainText, KeepsTextOfAnyLanguage) {
  const std::string text =
      "na\xc3\xafve \xe2\x82\xac \xe6\xbc\xa2 \xf0\x9f\x98\x80\n\tx";
  EXPECT_EQ(plain_text(text), text);
}

TEST(PlainText, ShowsControlCharacters) {
  EXPECT_EQ(plain_text("a\0b\x1b[2J\x7f\r\n"s), "a\\x00b\\x1b[2J\\x7f\\x0d\n");
  EXPECT_EQ(plain_text("\xc2\x85\xe2\x80\xae\xef\xbb\xbf\xef\xbf\xbe"),
            "\\u{85}\\u{202e}\\u{feff}\\u{fffe}");
}

TEST(PlainText, ReplacesTheLongestBeginningOfABadSequence) {
  const std::string bad = "\xef\xbf\xbd";
  EXPECT_EQ(plain_text("\xff"), bad);
  EXPECT_EQ(plain_text("\xe2\x82x"), bad + "x");           // cut short
  EXPECT_EQ(plain_text("\xc0\xaf"), bad + bad);            // too long a form
  EXPECT_EQ(plain_text("\xed\xa0\x80"), bad + bad + bad);  // surrogate
  EXPECT_EQ(plain_text("\xf4\x90\x80\x80"), bad + bad + bad + bad);
}

TEST(PlainText, LosesItsMiddleAndSaysSo) {
  const std::string text =
      plain_text("head" + std::string(5000, 'x') + "tail", 100);
  EXPECT_TRUE(text.starts_with("head"));
  EXPECT_TRUE(text.ends_with("tail"));
  EXPECT_NE(text.find(" bytes left out ...\n"), text.npos);
}

TEST(PlainText, CountsWhatItLeavesOut) {
  const std::string text = plain_text(std::string(1000, 'x'), 100);
  const auto kept =
      static_cast<std::size_t>(std::count(text.begin(), text.end(), 'x'));
  EXPECT_NE(text.find("... " + std::to_string(1000 - kept) + " bytes"),
            text.npos)
      << text;
}

TEST(PlainText, OfMegabytesKeepsBothEnds) {
  const std::string middle(3'000'000, '\xff');
  const std::string blanks(100'000, ' ');
  for (const auto& text :
       {plain_text("head" + middle + "tail", 100),
        plain_line("head" + middle + "tail", 100),
        plain_line(blanks + "head" + blanks + "word" + blanks + "tail" + blanks,
                   100)}) {
    EXPECT_TRUE(text.starts_with("head")) << text;
    EXPECT_TRUE(text.ends_with("tail")) << text;
    EXPECT_NE(text.find(" bytes left out ..."), text.npos) << text;
    EXPECT_LE(text.size(), 100U);
  }
}

TEST(PlainLine, HasNoNewlinesAndNoBlanksAround) {
  EXPECT_EQ(plain_line(" a\n\tb \n"), "a  b");
  EXPECT_EQ(plain_line("\n\n"), "");
}

}  // namespace
}  // namespace grader

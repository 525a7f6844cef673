// What a student reads about the first line that is not as expected.
#include "labs/assignments/library_tests/comparison.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace library_tests {
namespace {

using grader::Status;
using testing::HasSubstr;

TEST(Comparison, PassesWhatIsTheSame) {
  EXPECT_EQ(compare({"one", "two"}, {"one", "two"}, "it ended").status,
            Status::kPassed);
}

TEST(Comparison, ShowsTheFirstLineThatDiffers) {
  const auto finding =
      compare({"one", "two", "three"}, {"one", "2", "3"}, "it ended");
  EXPECT_EQ(finding.status, Status::kFailed);
  EXPECT_EQ(finding.expected, "two");
  EXPECT_EQ(finding.observed, "2; before: one");
}

TEST(Comparison, SaysWhatCameInPlaceOfALine) {
  const auto finding = compare({"one", "two"}, {"one"}, "it ended");
  EXPECT_EQ(finding.expected, "two");
  EXPECT_EQ(finding.observed, "it ended; before: one");
}

TEST(Comparison, FailsWhatIsToldBesides) {
  const auto finding = compare({"one"}, {"one", "two"}, "it ended");
  EXPECT_EQ(finding.status, Status::kFailed);
  EXPECT_EQ(finding.expected, "nothing more");
  EXPECT_EQ(finding.observed, "two; before: one");
}

TEST(Comparison, NeverTakesAMissingLineForWhatHappenedInstead) {
  EXPECT_EQ(compare({"it ended"}, {}, "it ended").status, Status::kFailed);
}

TEST(Excerpt, ShowsTheHeadAndTheSurroundingsOfThePlace) {
  const std::string text = "readnb 20000 -> 20000 " + std::string(5000, 'a') +
                           "HERE" + std::string(5000, 'b');
  const std::string shown = excerpt(text, text.find("HERE"));
  EXPECT_THAT(shown, HasSubstr("readnb 20000 -> 20000"));
  EXPECT_THAT(shown, HasSubstr("aHEREb"));
  EXPECT_LT(shown.size(), 150U);
}

TEST(Excerpt, LeavesShortTextAsItIs) {
  EXPECT_EQ(excerpt("readn 4 -> 2 \"ab\"", 9), "readn 4 -> 2 \"ab\"");
}

TEST(Excerpt, StandsAPlaceBehindTheEnd) {
  EXPECT_LT(excerpt(std::string(500, 'a'), 1000).size(), 150U);
}

TEST(AsLiteral, WritesEveryByteInOneWay) {
  EXPECT_EQ(as_literal(std::string("a\n\0\"\\\377", 6)),
            "\"a\\n\\000\\042\\134\\377\"");
}

}  // namespace
}  // namespace library_tests

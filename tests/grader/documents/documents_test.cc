// Every platform's document of the results in sample.hh.
//
// golden/ holds the documents of sample_result() and, as <platform>-fault, of
// faulty_result(), byte for byte. After a change that is meant, write them
// anew and read the difference:
//
//   ECHOLAB_WRITE_GOLDEN=1 ctest -R documents.Golden && git diff
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "labs/grader/emitters/autolab.hh"
#include "labs/grader/emitters/base64.hh"
#include "labs/grader/emitters/emitter.hh"
#include "labs/grader/plain_text.hh"
#include "tests/grader/documents/sample.hh"

namespace grader {
namespace {

std::string extension_of(std::string_view platform) {
  const std::map<std::string_view, std::string> extensions = {
      {"json", ".json"},
      {"gradescope", ".json"},
      {"prairielearn", ".json"},
      {"junit", ".xml"},
      {"tap", ".tap"}};
  const auto found = extensions.find(platform);
  return found == extensions.end() ? ".txt" : found->second;
}

std::string contents_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void compare_with_golden(const std::string& name, const std::string& document) {
  const std::string path = std::string(GOLDEN_FOLDER) + "/" + name;
  if (std::getenv("ECHOLAB_WRITE_GOLDEN") != nullptr) {
    replace_file(path, document);
  }
  EXPECT_EQ(document, contents_of(path)) << "see the head of " << __FILE__;
}

class Document : public testing::TestWithParam<const char*> {
 protected:
  [[nodiscard]] static const Emitter& emitter() {
    return *find_emitter(GetParam());
  }
};

using Golden = Document;

TEST_P(Golden, OfAResult) {
  compare_with_golden(
      std::string(emitter().platform) + extension_of(emitter().platform),
      emitter().write(sample_result()));
}

TEST_P(Golden, OfAFaultOfThePlatform) {
  compare_with_golden(std::string(emitter().platform) + "-fault" +
                          extension_of(emitter().platform),
                      emitter().write(faulty_result()));
}

TEST_P(Document, PassesItsOwnCheck) {
  for (const LabResult& result :
       {sample_result(), faulty_result(), full_result()}) {
    EXPECT_EQ(emitter().check(emitter().write(result), result), "");
  }
}

TEST_P(Document, IsValidWhateverAStudentPrints) {
  const LabResult result = unpleasant_result();
  const std::string document = emitter().write(result);
  EXPECT_EQ(emitter().check(document, result), "");
  EXPECT_EQ(plain_text(document, document.size()), document);
  EXPECT_LT(document.size(), 200'000U);
}

TEST_P(Document, OfUnpleasantFaultsIsValidToo) {
  LabResult result = unpleasant_result();
  result.fault = unpleasant_bytes();
  EXPECT_EQ(emitter().check(emitter().write(result), result), "");
  result.fault.clear();
  result.tests[1].status = Status::kError;
  EXPECT_EQ(emitter().check(emitter().write(result), result), "");
}

TEST_P(Document, IsTheSameEachTime) {
  EXPECT_EQ(emitter().write(unpleasant_result()),
            emitter().write(unpleasant_result()));
}

INSTANTIATE_TEST_SUITE_P(Platforms, Golden,
                         testing::Values("terminal", "json", "gradescope",
                                         "autolab", "classroom", "prairielearn",
                                         "junit", "tap"));
INSTANTIATE_TEST_SUITE_P(Platforms, Document,
                         testing::Values("terminal", "json", "gradescope",
                                         "autolab", "classroom", "prairielearn",
                                         "junit", "tap"));

TEST(Emitters, AreFoundByTheirPlatform) {
  EXPECT_EQ(emitters().size(), 8U);
  EXPECT_EQ(find_emitter("moodle"), nullptr);
  EXPECT_EQ(find_emitter(""), nullptr);
  for (const Emitter& emitter : emitters()) {
    EXPECT_EQ(find_emitter(emitter.platform), &emitter);
  }
}

/// What students see of `result` on a platform without visibility.
std::string shown_by(const char* platform, const LabResult& result) {
  std::string document = find_emitter(platform)->write(result);
  if (std::string_view(platform) != "classroom") return document;
  const std::string text = document.substr(document.find('=') + 1);
  return base64_decoded(text.substr(0, text.size() - 1)).value_or("");
}

TEST(HiddenTests, AreNotToldWherePlatformsCannotHideThem) {
  LabResult faulty = sample_result();
  faulty.tests[5].status = Status::kError;
  for (const char* platform : {"autolab", "classroom", "prairielearn"}) {
    for (const LabResult& result : {sample_result(), faulty}) {
      const std::string shown = shown_by(platform, result);
      EXPECT_FALSE(shown.empty());
      EXPECT_EQ(shown.find("secret"), shown.npos) << platform << shown;
      EXPECT_EQ(shown.find("slow-reader"), shown.npos) << platform << shown;
    }
    EXPECT_NE(shown_by(platform, sample_result()).find("3 hidden tests"),
              std::string::npos);
  }
}

TEST(HiddenTests, AreNotNamedByAFaultThatGradescopeShows) {
  LabResult faulty = sample_result();
  faulty.tests[5].status = Status::kError;
  const std::string shown = shown_by("gradescope", faulty);
  EXPECT_NE(shown.find("a hidden test: could not be run"), shown.npos);
  EXPECT_EQ(shown.find("slow-reader"), shown.npos) << shown;
}

TEST(HiddenTests, LeaveAStudentThePointsOfTheOthersOnGradescope) {
  const std::string document =
      find_emitter("gradescope")->write(sample_result());
  EXPECT_NE(document.find("12 of 35 points in the tests you can see"),
            std::string::npos);
}

TEST(AutolabProblems, HaveNoColons) {
  EXPECT_EQ(autolab_problem("Part 1: forks"), "Part 1 forks");
  EXPECT_EQ(autolab_problem("::"), "points");
  LabResult result = sample_result();
  for (TestResult& test : result.tests) test.group = "Part 1: " + test.group;
  const Emitter& emitter = *find_emitter("autolab");
  const std::string document = emitter.write(result);
  EXPECT_EQ(emitter.check(document, result), "");
  EXPECT_TRUE(
      document.ends_with("{\"scores\":{\"Part 1 Echoing\":10,"
                         "\"Part 1 Processes\":2,"
                         "\"Part 1 Load\":5}}\n"));
}

TEST(LargeResults, StayBelowWhatPlatformsTake) {
  LabResult result = unpleasant_result();
  const TestResult test = result.tests[1];
  while (result.tests.size() < 60) result.tests.push_back(test);
  for (const char* platform : {"classroom", "prairielearn"}) {
    const Emitter& emitter = *find_emitter(platform);
    EXPECT_EQ(emitter.check(emitter.write(result), result), "") << platform;
  }
}

TEST(ReplaceFile, LeavesNothingButTheNewContents) {
  const std::string path = testing::TempDir() + "/replaced";
  replace_file(path, "old and longer");
  replace_file(path, "new");
  EXPECT_EQ(contents_of(path), "new");
}

TEST(ReplaceFile, ReportsAFolderThatIsNotThere) {
  EXPECT_THROW(replace_file(testing::TempDir() + "/none/file", "x"),
               std::system_error);
}

}  // namespace
}  // namespace grader

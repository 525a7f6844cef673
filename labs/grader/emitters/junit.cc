// JUnit XML, as CI systems read it: a test suite, a test case for each test.
// Points are properties of a test case. A test that was not run is `skipped`.
//
// A fault of the platform: one test case, "grader", with an error.
//
// Source: the schema of Jenkins' xUnit plug-in, junit-10.xsd; XML 1.0, 2.2
#include <map>

#include "labs/grader/emitters/platforms.hh"
#include "labs/grader/emitters/presentation.hh"
#include "labs/grader/emitters/xml.hh"

namespace grader {
namespace {

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + xml_escaped(value) + "\"";
}

std::string attribute(std::string_view name, std::size_t value) {
  return attribute(name, std::to_string(value));
}

/// What stands in a test case for `status`; "": it passed.
std::string_view element_for(Status status) {
  switch (status) {
    case Status::kPassed:
      return "";
    case Status::kFailed:
    case Status::kTimedOut:
      return "failure";
    case Status::kError:
      return "error";
    case Status::kSkipped:
      return "skipped";
  }
  return "error";
}

std::size_t count(const LabResult& result, std::string_view element) {
  std::size_t found = 0;
  for (const TestResult& test : result.tests) {
    if (element_for(test.status) == element) ++found;
  }
  return found;
}

std::string property(std::string_view name, int value) {
  return "        <property" + attribute("name", name) +
         attribute("value", std::to_string(value)) + "/>\n";
}

std::string verdict_element(const TestResult& test) {
  const std::string_view element = element_for(test.status);
  if (element.empty()) return "";
  const std::string tag(element);
  std::string text = "      <" + tag + attribute("message", test.observed);
  if (element == "skipped") return text + "/>\n";
  return text + attribute("type", name_of(test.status)) + ">" +
         xml_escaped(explanation(test)) + "</" + tag + ">\n";
}

std::string test_case(const LabResult& result, const TestResult& test) {
  return "    <testcase" +
         attribute("classname", result.lab + "." + test.group) +
         attribute("name", test.id) + attribute("time", "0") +
         ">\n      <properties>\n" + property("points", test.points) +
         property("maximum", test.maximum) + "      </properties>\n" +
         verdict_element(test) + "    </testcase>\n";
}

std::string fault_case(const LabResult& result) {
  return "    <testcase" + attribute("classname", result.lab) +
         attribute("name", "grader") + attribute("time", "0") +
         ">\n      <error" + attribute("message", "fault of the platform") +
         attribute("type", "error") + ">" + xml_escaped(fault_notice(result)) +
         "</error>\n    </testcase>\n";
}

std::string write(const LabResult& result) {
  const LabResult plain = made_plain(result);
  const bool sound = plain.is_sound();
  const std::string counts =
      attribute("tests", sound ? plain.tests.size() : 1) +
      attribute("failures", sound ? count(plain, "failure") : 0) +
      attribute("errors", sound ? count(plain, "error") : 1) +
      attribute("skipped", sound ? count(plain, "skipped") : 0);
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                     counts + ">\n  <testsuite" + attribute("name", plain.lab) +
                     counts + attribute("time", "0") + ">\n";
  if (!sound) text += fault_case(plain);
  for (const TestResult& test : plain.tests) {
    if (sound) text += test_case(plain, test);
  }
  return text + "  </testsuite>\n</testsuites>\n";
}

/// The number that `properties` has for `name`; "": none.
std::string property_of(const XmlElement& test_case, std::string_view name) {
  const XmlElement* properties = test_case.child("properties");
  if (properties == nullptr) return "";
  for (const XmlElement& property : properties->children) {
    if (property.attribute("name") == name) return property.attribute("value");
  }
  return "";
}

std::string check_case(const XmlElement& read, const TestResult& test) {
  if (read.name != "testcase") return "is no test case";
  if (read.attribute("name") != plain_line(test.id)) return "has a wrong name";
  if (property_of(read, "points") != std::to_string(test.points) ||
      property_of(read, "maximum") != std::to_string(test.maximum)) {
    return "has wrong points";
  }
  for (const std::string_view element : {"failure", "error", "skipped"}) {
    if ((read.child(element) != nullptr) !=
        (element == element_for(test.status))) {
      return "has a wrong status";
    }
  }
  return "";
}

std::string check_fault(const XmlElement& suite) {
  if (suite.children.size() != 1 || suite.attribute("errors") != "1" ||
      suite.children[0].child("error") == nullptr ||
      suite.children[0].child("properties") != nullptr) {
    return "gives points though the platform failed";
  }
  return "";
}

/// Of the root element, and of the only suite in it.
std::string check_counts(const XmlElement& counted, const LabResult& result) {
  const std::map<std::string, std::size_t> expected = {
      {"tests", result.tests.size()},
      {"failures", count(result, "failure")},
      {"errors", count(result, "error")},
      {"skipped", count(result, "skipped")}};
  for (const auto& [name, number] : expected) {
    if (counted.attribute(name) != std::to_string(number)) {
      return "has a wrong number of " + name;
    }
  }
  return "";
}

std::string check(std::string_view document, const LabResult& result) {
  const auto root = read_xml(document);
  if (!root || root->name != "testsuites") return "is no JUnit XML";
  const XmlElement* suite = root->child("testsuite");
  if (suite == nullptr || root->children.size() != 1) {
    return "has not one test suite";
  }
  if (!result.is_sound()) return check_fault(*suite);
  std::string wrong = check_counts(*root, result);
  if (wrong.empty()) wrong = check_counts(*suite, result);
  if (wrong.empty() && suite->children.size() != result.tests.size()) {
    wrong = "has not a test case for each test";
  }
  for (std::size_t at = 0; wrong.empty() && at < result.tests.size(); ++at) {
    wrong = check_case(suite->children[at], result.tests[at]);
    if (!wrong.empty()) wrong = "test " + std::to_string(at + 1) + " " + wrong;
  }
  return wrong;
}

}  // namespace

Emitter junit_emitter() { return {"junit", "", &write, &check}; }

}  // namespace grader

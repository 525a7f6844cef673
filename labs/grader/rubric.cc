#include "labs/grader/rubric.hh"

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "labs/grader/plain_text.hh"

namespace grader {
namespace {

using Json = nlohmann::json;

constexpr int kMostPoints = 1000;

[[noreturn]] void refuse(const std::string& where, const std::string& what) {
  throw std::invalid_argument(where + ": " + what);
}

/// Refuses a key that stands twice in an object: the parser would keep one.
class KeysOnce {
 public:
  bool operator()(Json::parse_event_t event, const Json& value) {
    if (event == Json::parse_event_t::object_start) keys_.emplace_back();
    if (event == Json::parse_event_t::object_end) keys_.pop_back();
    if (event == Json::parse_event_t::key &&
        !keys_.back().insert(value.get<std::string>()).second) {
      refuse(value.get<std::string>(), "stands twice in one object");
    }
    return true;
  }

 private:
  std::vector<std::set<std::string>> keys_;  // of the objects that are open
};

Json parse_json(std::string_view text) {
  try {
    KeysOnce keys;
    return Json::parse(text,
                       [&](int, Json::parse_event_t event, const Json& value) {
                         return keys(event, value);
                       });
  } catch (const Json::parse_error& error) {
    refuse("rubric", plain_line("no JSON: " + std::string(error.what())));
  }
}

/// One object of the rubric, and where it stands: "tests[2].".
struct Fields {
  const Json& object;
  std::string place;

  [[nodiscard]] std::string name(const std::string& field) const {
    return place + field;
  }
};

void check_names(const Fields& fields,
                 std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : fields.object.items()) {
    if (std::ranges::find(known, name) == known.end()) {
      refuse(fields.name(name), "is no field that is known here");
    }
  }
}

const Json& field_of(const Fields& fields, const std::string& field) {
  const auto found = fields.object.find(field);
  if (found == fields.object.end()) refuse(fields.name(field), "is missing");
  return *found;
}

std::string line_from(const Json& value, const std::string& where) {
  if (!value.is_string()) refuse(where, "is no string");
  auto text = value.get<std::string>();
  if (text.empty()) refuse(where, "is empty");
  if (plain_line(text) != text) {
    refuse(where, "is no single line of at most 400 bytes of plain text");
  }
  return text;
}

std::string line_of(const Fields& fields, const std::string& field) {
  return line_from(field_of(fields, field), fields.name(field));
}

int number_of(const Fields& fields, const std::string& field, int least) {
  const Json& value = field_of(fields, field);
  if (!value.is_number_integer() || value < least || value > kMostPoints) {
    refuse(fields.name(field), "is no whole number from " +
                                   std::to_string(least) + " to " +
                                   std::to_string(kMostPoints));
  }
  return value.get<int>();
}

std::vector<std::string> lines_of(const Fields& fields,
                                  const std::string& field) {
  const Json& value = field_of(fields, field);
  if (!value.is_array()) refuse(fields.name(field), "is no list");
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const std::string where =
        fields.name(field) + "[" + std::to_string(at) + "]";
    lines.push_back(line_from(value[at], where));
    if (std::ranges::count(lines, lines.back()) > 1) {
      refuse(where, "\"" + lines.back() + "\" stands there twice");
    }
  }
  return lines;
}

std::vector<std::string> some_lines_of(const Fields& fields,
                                       const std::string& field) {
  auto lines = lines_of(fields, field);
  if (lines.empty()) refuse(fields.name(field), "is empty");
  return lines;
}

std::string id_of(const Fields& fields, const std::string& field) {
  std::string id = line_of(fields, field);
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
  if (id.find_first_not_of(kAllowed) != id.npos) {
    refuse(fields.name(field),
           "\"" + id + "\" is not of letters, digits and hyphens");
  }
  return id;
}

/// Autolab has a problem for each group, and no colons in their names.
std::string group_of(const Fields& fields) {
  std::string group = line_of(fields, "group");
  if (group.find(':') != group.npos) {
    refuse(fields.name("group"), "holds a colon, which Autolab forbids");
  }
  return group;
}

Visibility visibility_of(const Fields& fields) {
  if (!fields.object.contains("visibility")) return Visibility::kVisible;
  const std::string name = line_of(fields, "visibility");
  for (const Visibility visibility :
       {Visibility::kVisible, Visibility::kHidden, Visibility::kAfterDue}) {
    if (name == name_of(visibility)) return visibility;
  }
  refuse(fields.name("visibility"),
         "\"" + name + "\" is not visible, hidden or after_due");
}

/// REQUIRES: `rubric` holds the tests before this one.
RubricTest parse_test(const Fields& fields, const Rubric& rubric) {
  if (!fields.object.is_object()) {
    refuse(fields.place.substr(0, fields.place.size() - 1), "is no object");
  }
  check_names(fields, {"id", "group", "title", "hint", "points", "after",
                       "needs", "visibility"});
  RubricTest test;
  test.id = id_of(fields, "id");
  if (rubric.find(test.id) != nullptr) {
    refuse(fields.name("id"), "\"" + test.id + "\" is the id of another test");
  }
  test.group = group_of(fields);
  test.title = line_of(fields, "title");
  test.hint = line_of(fields, "hint");
  test.points = number_of(fields, "points", 1);
  if (fields.object.contains("after")) test.after = lines_of(fields, "after");
  for (const std::string& parent : test.after) {
    if (rubric.find(parent) == nullptr) {
      refuse(fields.name("after"),
             "\"" + parent + "\" is no test that stands before this one");
    }
  }
  test.needs = some_lines_of(fields, "needs");
  test.visibility = visibility_of(fields);
  return test;
}

void parse_tests(const Json& object, Rubric& rubric) {
  const Json& tests = field_of({object, ""}, "tests");
  if (!tests.is_array()) refuse("tests", "is no list");
  if (tests.empty()) refuse("tests", "is empty");
  for (std::size_t at = 0; at < tests.size(); ++at) {
    const Fields fields = {tests[at], "tests[" + std::to_string(at) + "]."};
    rubric.tests.push_back(parse_test(fields, rubric));
  }
}

std::vector<std::string> submit_of(const Fields& fields) {
  auto names = some_lines_of(fields, "submit");
  for (const std::string& name : names) {
    if (name.find('/') != name.npos || name.starts_with('.')) {
      refuse("submit", "\"" + name + "\" is no name of a file");
    }
  }
  return names;
}

}  // namespace

std::string_view name_of(Visibility visibility) {
  switch (visibility) {
    case Visibility::kVisible:
      return "visible";
    case Visibility::kHidden:
      return "hidden";
    case Visibility::kAfterDue:
      return "after_due";
  }
  return "hidden";
}

int Rubric::points() const {
  int sum = 0;
  for (const RubricTest& test : tests) sum += test.points;
  return sum;
}

const RubricTest* Rubric::find(std::string_view id) const {
  const auto found = std::ranges::find(tests, id, &RubricTest::id);
  return found == tests.end() ? nullptr : &*found;
}

Rubric parse_rubric(std::string_view text) {
  const Json json = parse_json(text);
  if (!json.is_object()) refuse("rubric", "is no object");
  const Fields fields = {json, ""};
  check_names(fields, {"lab", "title", "submit", "starter", "tests"});
  Rubric rubric;
  rubric.lab = id_of(fields, "lab");
  rubric.title = line_of(fields, "title");
  rubric.submit = submit_of(fields);
  rubric.starter = number_of(fields, "starter", 0);
  parse_tests(json, rubric);
  if (rubric.starter > rubric.points()) {
    refuse("starter", "is more than the " + std::to_string(rubric.points()) +
                          " points of all tests");
  }
  return rubric;
}

}  // namespace grader

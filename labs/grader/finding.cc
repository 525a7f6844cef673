#include <nlohmann/json.hpp>
#include <stdexcept>

#include "labs/grader/lab.hh"

namespace grader {
namespace {

using nlohmann::json;

// Student bytes are in it: whatever is no UTF-8 is replaced.
std::string dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

json parse(std::string_view text, const char* what) {
  json value = json::parse(text, nullptr, false);
  if (!value.is_object()) {
    throw std::invalid_argument(std::string(what) + " that is no JSON object");
  }
  return value;
}

Status status_named(std::string_view name) {
  for (const Status status :
       {Status::kPassed, Status::kFailed, Status::kTimedOut}) {
    if (name == name_of(status)) return status;
  }
  return Status::kError;
}

}  // namespace

std::string to_text(const Finding& finding) {
  return dump({{"status", name_of(finding.status)},
               {"expected", finding.expected},
               {"observed", finding.observed},
               {"replay", finding.replay},
               {"output", finding.output}});
}

Finding parse_finding(std::string_view text) {
  const json value = parse(text, "a finding");
  try {
    return {.status = status_named(value.at("status").get<std::string>()),
            .expected = value.at("expected"),
            .observed = value.at("observed"),
            .replay = value.at("replay"),
            .output = value.at("output")};
  } catch (const json::exception& error) {
    throw std::invalid_argument(std::string("a finding: ") + error.what());
  }
}

std::string to_text(const Examination& examination) {
  return dump({{"need", examination.need}, {"seed", examination.seed}});
}

Examination parse_examination(std::string_view text) {
  const json value = parse(text, "an examination");
  try {
    return {.need = value.at("need"), .seed = value.at("seed")};
  } catch (const json::exception& error) {
    throw std::invalid_argument(std::string("an examination: ") + error.what());
  }
}

}  // namespace grader

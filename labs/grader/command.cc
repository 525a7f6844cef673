#include <unistd.h>

#include <iostream>
#include <stdexcept>

#include "labs/grader/build.hh"
#include "labs/grader/lab.hh"
#include "labs/grader/options.hh"
#include "labs/grader/stress.hh"
#include "labs/grader/submission.hh"

namespace grader {
namespace {

constexpr int kNoVerdict = 2;

int exit_status(const LabResult& result) {
  if (!result.is_sound()) return kNoVerdict;
  return result.points() == result.maximum() ? 0 : 1;
}

void put(const std::string& path, std::string_view document) {
  if (path.empty() || path == "-") {
    std::cout << document << std::flush;
    if (!std::cout) throw std::runtime_error("standard output is closed");
  } else {
    replace_file(path, document);
  }
}

// A document that its own platform could not read is never handed out.
std::string checked(const Emitter& emitter, const LabResult& result) {
  std::string document = emitter.write(result);
  const std::string wrong = emitter.check(document, result);
  if (!wrong.empty()) {
    throw std::runtime_error("the document for " +
                             std::string(emitter.platform) +
                             " is not valid: " + wrong);
  }
  return document;
}

/// Where a result goes, while it grows and when it is complete.
class Delivery {
 public:
  explicit Delivery(const Options& options)
      : platform_(*options.platform),
        json_(options.json),
        output_(options.output.empty() ? std::string(platform_.file)
                                       : options.output) {}

  /// So that a grading that is cut short leaves what it had.
  void update(const LabResult& result) const {
    if (is_file(output_)) put(output_, checked(platform_, result));
    if (is_file(json_)) put(json_, checked(*find_emitter("json"), result));
  }

  void complete(const LabResult& result) const {
    put(output_, checked(platform_, result));
    if (!json_.empty()) put(json_, checked(*find_emitter("json"), result));
  }

 private:
  static bool is_file(const std::string& path) {
    return !path.empty() && path != "-";
  }

  const Emitter& platform_;
  const std::string json_;
  const std::string output_;
};

std::unique_ptr<Sandbox> sandbox_for(const Options& options) {
  auto sandbox = make_sandbox(options.confinement);
  const bool at_home = options.platform->platform == "terminal";
  if (sandbox->confinement() == Confinement::kUnconfined && !at_home) {
    throw std::runtime_error(
        "nothing on this machine can confine a submission, and only the "
        "terminal takes results of an unconfined one");
  }
  return sandbox;
}

int run(const Lab& lab, const Rubric& rubric, const Options& options) {
  const auto sandbox = sandbox_for(options);
  if (options.stress > 1) {
    return stress(lab, rubric, options, *sandbox, std::cout);
  }
  const Delivery delivery(options);
  const LabResult result =
      grade(lab, rubric, options.submission, options.grading, *sandbox,
            [&](const LabResult& so_far) { delivery.update(so_far); });
  delivery.complete(result);
  return exit_status(result);
}

}  // namespace

int grade_lab(const Lab& lab, int argc, char** argv) {
  const Job jobs[] = {kUnpack, kMake, lab.examine};
  examine_if_in_box(argc, argv, jobs);
  try {
    const Rubric rubric = parse_rubric(lab.rubric);
    const auto options = parse_options(rubric, argc, argv);
    if (const auto* status = std::get_if<ExitStatus>(&options)) {
      return status->value;
    }
    return run(lab, rubric, std::get<Options>(options));
  } catch (const std::exception& error) {
    std::cerr << argv[0] << ": " << error.what() << '\n';
    return kNoVerdict;
  }
}

}  // namespace grader

#include "labs/grader/submission.hh"

#include <filesystem>
#include <sstream>

#include "labs/grader/regular_file.hh"
#include "labs/grader/sandbox/student_program.hh"

namespace grader {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostArchive = std::size_t{16} << 20;

std::string either_of(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : " or ") + name;
  }
  return text;
}

// The name under which a file of that suffix is submitted; empty: none.
std::string name_by_suffix(const fs::path& path, const Rubric& rubric) {
  for (const std::string& name : rubric.submit) {
    if (fs::path(name).extension() == path.extension()) return name;
  }
  return "";
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// tar knows its compressions by the bytes, and cannot read zip.
std::vector<std::string> unpacking_command(const std::string& bytes) {
  if (bytes.starts_with("PK")) {
    return {"/usr/bin/unzip", "-q", "-o", "archive", "-d", "unpacked"};
  }
  return {"/usr/bin/tar", "-xf",      "archive",
          "-C",           "unpacked", "--no-same-owner"};
}

Report unpack(const Commission& commission) {
  fs::create_directory("unpacked");
  const auto [status, printed] = run_to_end(
      {.arguments = unpacking_command(commission.files.at("archive")),
       .limits = commission.limits,
       .compiler = true});
  // What came out before an error still counts if it has the file.
  Report report{
      .files = collect("unpacked", lines_of(commission.details), kMostSource)};
  if (!status || *status != 0) report.text = printed.err;
  return report;
}

Files read_archive(const fs::path& path, const Rubric& rubric,
                   Sandbox& sandbox) {
  auto bytes = read_regular_file(path, kMostArchive);
  if (!bytes) {
    throw BadSubmission("the archive is over " +
                        std::to_string(kMostArchive >> 20) + " MiB");
  }
  Commission commission{.job = std::string(kUnpack.name)};
  for (const std::string& name : rubric.submit) {
    commission.details += name + "\n";
  }
  commission.files["archive"] = std::move(*bytes);
  Return back = sandbox.run(commission);
  if (back.ending == Ending::kFault) throw std::runtime_error(back.explanation);
  if (back.ending != Ending::kReported) {
    throw BadSubmission("the archive cannot be unpacked: " + back.explanation);
  }
  if (back.report.files.empty() && !back.report.text.empty()) {
    throw BadSubmission("it is no " + either_of(rubric.submit) +
                        ", and cannot be unpacked: " + back.report.text);
  }
  return std::move(back.report.files);
}

Files read_file(const fs::path& path, const Rubric& rubric, Sandbox& sandbox) {
  const std::string name = name_by_suffix(path, rubric);
  if (name.empty()) return read_archive(path, rubric, sandbox);
  auto bytes = read_regular_file(path, kMostSource);
  if (!bytes) throw BadSubmission(name + " cannot be read, or is over 1 MiB");
  return {{name, std::move(*bytes)}};
}

}  // namespace

const Job kUnpack{"unpack", unpack};

Files read_submission(const std::string& path, const Rubric& rubric,
                      Sandbox& sandbox) {
  const fs::file_status status = fs::symlink_status(path);
  Files found;
  switch (status.type()) {
    case fs::file_type::not_found:
      throw std::invalid_argument("there is no " + path);
    case fs::file_type::directory:
      found = collect(path, rubric.submit, kMostSource);
      break;
    case fs::file_type::regular:
      found = read_file(path, rubric, sandbox);
      break;
    default:
      throw BadSubmission("it is neither a file nor a folder");
  }
  if (found.empty()) {
    throw BadSubmission("there is no file " + either_of(rubric.submit) +
                        " of at most 1 MiB in it");
  }
  if (found.size() > 1) {
    throw BadSubmission("it has several of " + either_of(rubric.submit) +
                        ": keep one");
  }
  return found;
}

}  // namespace grader

#include "labs/interleave/report/source_files.hh"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include "labs/interleave/report/plain_text.hh"

namespace interleave {

namespace {

constexpr std::size_t kMostLines = 50'000;

std::vector<std::string> lines_of(std::istream& text) {
  std::vector<std::string> lines;
  for (std::string line; lines.size() < kMostLines && std::getline(text, line);
       lines.push_back(plain_text(line)))
    if (line.ends_with('\r')) line.pop_back();
  return lines;
}

// The last `parts` parts of a path.
std::string tail(const std::string& path, int parts) {
  std::size_t at = path.size();
  for (; parts > 0 && at != 0; --parts) {
    const std::size_t slash = path.rfind('/', at - 1);
    if (slash == std::string::npos) return path;
    at = slash;
  }
  return path.substr(at + 1);
}

}  // namespace

std::size_t SourceFiles::index_of(const CodePlace& code) {
  const auto [at, is_new] = indices_.emplace(code.file, files_.size());
  if (!is_new) return at->second;
  SourceFile file{code.file, {}};
  if (code.users) {
    std::ifstream text(code.file);
    file.lines = lines_of(text);
  }
  files_.push_back(std::move(file));
  return at->second;
}

SourcePlace SourceFiles::place(const CodePlace& code) {
  SourcePlace place;
  if (!code.file.empty()) place.file = index_of(code);
  place.line = code.line;
  place.function = code.function;
  return place;
}

std::string SourceFiles::line(const CodePlace& code) {
  if (code.file.empty() || code.line == 0) return {};
  const SourceFile& file = files_[index_of(code)];
  return code.line <= file.lines.size() ? file.lines[code.line - 1] : "";
}

std::size_t SourceFiles::add_text(const std::string& path,
                                  const std::string& text) {
  const auto [at, is_new] = indices_.emplace(path, files_.size());
  if (is_new) {
    std::istringstream stream(text);
    files_.push_back({path, lines_of(stream)});
  }
  return at->second;
}

std::vector<SourceFile> SourceFiles::take() {
  std::vector<SourceFile> files = std::exchange(files_, {});
  std::vector<std::string> whole;
  for (const SourceFile& file : files) whole.push_back(file.path);
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto same_tail = [&](int parts) {
      return std::count_if(whole.begin(), whole.end(),
                           [&](const std::string& other) {
                             return tail(other, parts) == tail(whole[i], parts);
                           }) > 1;
    };
    int parts = 1;
    while (same_tail(parts) && tail(whole[i], parts) != whole[i]) ++parts;
    files[i].path = plain_text(tail(whole[i], parts));
  }
  indices_.clear();
  return files;
}

}  // namespace interleave

#include "labs/interleave/search/memoize.hh"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "labs/interleave/search/seeds.hh"

namespace interleave {
namespace {

[[noreturn]] void fail(const std::string& path) {
  throw std::system_error(errno != 0 ? errno : EIO, std::generic_category(),
                          path);
}

}  // namespace

std::string program_identity(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(path);
  std::uint64_t hash = 1;
  char bytes[4096];
  while (file.read(bytes, sizeof bytes), file.gcount() > 0) {
    const std::string_view block(bytes,
                                 static_cast<std::size_t>(file.gcount()));
    for (const char byte : block) {
      hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
    }
  }
  if (file.bad()) fail(path);
  char digits[20];
  std::snprintf(digits, sizeof digits, "%016llx",
                static_cast<unsigned long long>(scramble(hash)));
  return std::filesystem::path(path).filename().string() + "-" + digits;
}

MemoizedSchedules::MemoizedSchedules(const std::string& folder,
                                     std::string_view identity)
    : folder_(folder), identity_(identity) {
  path_ = folder_ + "/" + identity_ + ".schedules";
  std::ifstream file(path_);
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    const ParsedToken parsed = parse_token(line);
    if (!parsed.token) {
      throw std::runtime_error(path_ + ":" + std::to_string(number) + ": " +
                               parsed.error);
    }
    add(*parsed.token);
  }
}

bool MemoizedSchedules::add(const Token& token) {
  if (!texts_.insert(to_text(token)).second) return false;
  tokens_.push_back(token);
  return true;
}

void MemoizedSchedules::save() const {
  std::filesystem::create_directories(folder_);
  const std::string fresh = path_ + "." + std::to_string(::getpid());
  errno = 0;
  std::ofstream file(fresh);
  file << "# interleave: schedules of " << identity_ << " that passed\n";
  for (const Token& token : tokens_) file << to_text(token) << '\n';
  file.close();
  if (!file) fail(fresh);
  std::filesystem::rename(fresh, path_);
}

}  // namespace interleave

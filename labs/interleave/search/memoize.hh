// Schedules that passed, kept in a folder: a text file per program, a replay
// token a line. A program that is run on those alone behaves the same every
// time.
//
// Concurrency: none within a process; a file is replaced as a whole, so a
// reader sees an old or a new one, and of two writers the later wins.
// Source: Cui, Wu, Tsai, Yang, "Stable deterministic multithreading through
// schedule memoization", OSDI 2010.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "labs/interleave/search/token.hh"

namespace interleave {

// The file's name and a hash of its contents: a changed program starts anew.
// Errors: throws std::system_error if the file cannot be read.
std::string program_identity(const std::string& path);

class MemoizedSchedules {
 public:
  // Reads what is there; the folder is made by the first save().
  // Errors: throws std::runtime_error, one line, for a damaged file.
  MemoizedSchedules(const std::string& folder, std::string_view identity);

  // In the order in which they were added.
  const std::vector<Token>& tokens() const { return tokens_; }

  // False: it is there already.
  bool add(const Token& token);

  // Errors: throws std::system_error.
  void save() const;

  const std::string& path() const { return path_; }

 private:
  std::string folder_;
  std::string path_;
  std::string identity_;
  std::vector<Token> tokens_;
  std::unordered_set<std::string> texts_;  // of the tokens
};

}  // namespace interleave

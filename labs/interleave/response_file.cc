// @FILE on a compiler's command line.
#include <fstream>
#include <iterator>

#include "labs/interleave/compiler_arguments.hh"

namespace interleave {
namespace {

// Files may name files: as many levels as nobody writes by hand.
constexpr int kDeepest = 20;

// Words as gcc splits them: white space separates, quotes of both kinds and a
// backslash keep what they always keep.
class Splitter {
 public:
  std::vector<std::string> split(std::string_view text) {
    for (const char c : text) take(c);
    finish_word();
    return std::move(words_);
  }

 private:
  void take(char c) {
    if (escaped_) {
      add(c);
      escaped_ = false;
    } else if (c == '\\' && quote_ != '\'') {
      escaped_ = true;
    } else if (quote_ != 0) {
      c == quote_ ? void(quote_ = 0) : add(c);
    } else if (c == '"' || c == '\'') {
      quote_ = c;
      in_word_ = true;
    } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
      finish_word();
    } else {
      add(c);
    }
  }

  void add(char c) {
    word_ += c;
    in_word_ = true;
  }

  void finish_word() {
    if (in_word_) words_.push_back(std::move(word_));
    word_.clear();
    in_word_ = false;
  }

  std::vector<std::string> words_;
  std::string word_;
  bool in_word_ = false;
  bool escaped_ = false;
  char quote_ = 0;
};

void expand(const std::vector<std::string>& words, int depth,
            std::vector<std::string>& out) {
  for (const std::string& word : words) {
    if (word.size() < 2 || word[0] != '@' || depth == kDeepest) {
      out.push_back(word);
      continue;
    }
    std::ifstream file(word.substr(1));
    if (!file) {
      out.push_back(word);
      continue;
    }
    const std::string text(std::istreambuf_iterator<char>(file), {});
    expand(Splitter().split(text), depth + 1, out);
  }
}

}  // namespace

std::vector<std::string> expand_response_files(
    const std::vector<std::string>& words) {
  std::vector<std::string> out;
  expand(words, 0, out);
  return out;
}

}  // namespace interleave

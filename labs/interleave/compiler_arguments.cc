#include "labs/interleave/compiler_arguments.hh"

#include <algorithm>
#include <array>
#include <filesystem>

namespace interleave {
namespace {

// Options whose value is the next word, unless it is written onto them.
constexpr std::array<std::string_view, 33> kWithValue = {"-A",
                                                         "-B",
                                                         "-D",
                                                         "-I",
                                                         "-MF",
                                                         "-MQ",
                                                         "-MT",
                                                         "-U",
                                                         "-Xclang",
                                                         "-Xassembler",
                                                         "-Xpreprocessor",
                                                         "-aux-info",
                                                         "-arch",
                                                         "-b",
                                                         "-dumpbase",
                                                         "-dumpbase-ext",
                                                         "-dumpdir",
                                                         "-idirafter",
                                                         "-imacros",
                                                         "-imultilib",
                                                         "-include",
                                                         "-iprefix",
                                                         "-iquote",
                                                         "-isysroot",
                                                         "-isystem",
                                                         "-iwithprefix",
                                                         "-iwithprefixbefore",
                                                         "-mllvm",
                                                         "--param",
                                                         "--sysroot",
                                                         "-target",
                                                         "-wrapper",
                                                         "-specs"};

// The same for words that only the linker sees, whose place counts.
constexpr std::array<std::string_view, 6> kLinkWithValue = {
    "-Xlinker", "-T", "-u", "-z", "-e", "-R"};

constexpr std::array<std::string_view, 9> kCplusplusEndings = {
    ".C", ".cc", ".cp", ".cpp", ".cxx", ".c++", ".CPP", ".ii", ".cppm"};
constexpr std::array<std::string_view, 6> kOtherSources = {".c", ".i", ".s",
                                                           ".S", ".h", ".sx"};

template <typename List>
bool has(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

class Parser {
 public:
  Parser(const std::vector<std::string>& words, bool cplusplus)
      : words_(words), cplusplus_(cplusplus) {}

  CompilerArguments parse() {
    while (at_ < words_.size()) take(words_[at_++]);
    if (result_.stage != Stage::kLink) return std::move(result_);
    if (shared_) {
      refuse(
          "-shared: a library alone cannot be explored; compile its "
          "sources with -c and link the objects into a program");
    } else if (is_static_) {
      refuse("-static: the program has to be linked dynamically");
    } else if (partial_) {
      refuse("-r: link the objects into a program in one step");
    }
    return std::move(result_);
  }

 private:
  void take(const std::string& word) {
    if (word.empty() || word[0] != '-' || word == "-") {
      take_file(word);
    } else if (!take_stage(word) && !take_changed(word) && !take_link(word)) {
      result_.flags.push_back(word);
      if (has(kWithValue, word)) result_.flags.push_back(value_of(word));
    }
  }

  std::string value_of(const std::string& option) {
    if (at_ < words_.size()) return words_[at_++];
    refuse(option + ": its value is missing");
    return "";
  }

  void refuse(const std::string& why) {
    if (result_.refusal.empty()) result_.refusal = why;
  }

  void note(const std::string& text) { result_.notes.push_back(text); }

  // What is to be done, and where the result goes.
  bool take_stage(const std::string& word) {
    if (word == "-c") {
      to(Stage::kObject);
    } else if (word == "-S") {
      to(Stage::kAssembly);
    } else if (word == "-E") {
      to(Stage::kPreprocess);
    } else if (word == "-M" || word == "-MM" || word == "-fsyntax-only") {
      to(word[1] == 'M' ? Stage::kPreprocess : Stage::kObject);
      result_.flags.push_back(word);
    } else if (word == "-v") {
      result_.verbose = true;
    } else if (word == "--help") {
      result_.help = true;
    } else if (word.starts_with("-o")) {
      result_.output = word.size() > 2 ? word.substr(2) : value_of(word);
    } else if (word.starts_with("-x")) {
      language_ = word.size() > 2 ? word.substr(2) : value_of(word);
      if (language_ == "none") language_.clear();
    } else {
      return false;
    }
    return true;
  }

  // The earliest stage wins, as in gcc.
  void to(Stage stage) { result_.stage = std::min(result_.stage, stage); }

  // What would hide accesses from the runtime, or keep it out.
  bool take_changed(const std::string& word) {
    if (word.starts_with("-O")) {
      take_level(word);
    } else if (word.starts_with("-fsanitize=")) {
      take_sanitizers(word.substr(11));
    } else if (word == "-g0" || word == "-s") {
      note(word + " is left out: reports need the debugging data");
    } else if (word.starts_with("-flto") || word == "-gsplit-dwarf" ||
               word.starts_with("-D_FORTIFY_SOURCE") ||
               word == "-fomit-frame-pointer") {
      // Nothing that anybody would notice.
    } else if (word == "-D" && at_ < words_.size() &&
               words_[at_].starts_with("_FORTIFY_SOURCE")) {
      ++at_;
    } else if (word == "-shared") {
      shared_ = true;
    } else if (word == "-static" || word == "-static-pie") {
      is_static_ = true;
    } else if (word == "-r") {
      partial_ = true;
    } else {
      if (word.starts_with("-std=") || word == "-ansi") {
        result_.has_standard = true;
      }
      return false;
    }
    return true;
  }

  void take_level(const std::string& word) {
    const bool visible = word == "-O0" || word == "-Og";
    result_.level = visible ? word : "-O0";
    if (visible) {
      result_.notes.erase(
          std::remove(result_.notes.begin(), result_.notes.end(), level_note_),
          result_.notes.end());
      return;
    }
    level_note_ = word +
                  " becomes -O0: an optimiser merges and drops "
                  "accesses, and the bugs between them";
    note(level_note_);
  }

  void take_sanitizers(std::string_view list) {
    std::string kept;
    while (!list.empty()) {
      const std::string one(list.substr(0, list.find(',')));
      list.remove_prefix(std::min(list.size(), one.size() + 1));
      if (one == "thread") continue;  // ours, and never in the link
      if (one == "address" || one == "memory" || one == "leak") {
        refuse("-fsanitize=" + one +
               ": it brings a runtime of its own; leave it out (use after "
               "free is found without it)");
      }
      kept += (kept.empty() ? "" : ",") + one;
    }
    if (!kept.empty()) result_.flags.push_back("-fsanitize=" + kept);
  }

  bool take_link(const std::string& word) {
    if (word == "-l" || word == "-L") {
      add_link(word + value_of(word));
    } else if (has(kLinkWithValue, word)) {
      add_link(word);
      add_link(value_of(word));
    } else if (word.starts_with("-l") || word.starts_with("-L") ||
               word.starts_with("-Wl,")) {
      add_link(word);
    } else {
      return false;
    }
    return true;
  }

  void add_link(const std::string& text) {
    result_.inputs.push_back({Input::Kind::kLink, text, "", false});
  }

  void take_file(const std::string& word) {
    const std::string ending = std::filesystem::path(word).extension();
    const bool source = !language_.empty() || has(kOtherSources, ending) ||
                        has(kCplusplusEndings, ending);
    if (!source) return add_link(word);
    bool cplusplus = language_.starts_with("c++");
    if (language_.empty()) {
      cplusplus = has(kCplusplusEndings, ending) ||
                  (cplusplus_ && (ending == ".c" || ending == ".h"));
    }
    result_.inputs.push_back(
        {Input::Kind::kSource, word, language_, cplusplus});
  }

  const std::vector<std::string>& words_;
  const bool cplusplus_;
  std::size_t at_ = 0;
  std::string language_;  // after -x; empty: by the file's ending
  std::string level_note_;
  bool shared_ = false;
  bool is_static_ = false;
  bool partial_ = false;
  CompilerArguments result_;
};

}  // namespace

CompilerArguments parse_compiler_arguments(
    const std::vector<std::string>& words, bool cplusplus) {
  return Parser(words, cplusplus).parse();
}

}  // namespace interleave

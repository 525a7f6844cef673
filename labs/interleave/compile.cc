#include "labs/interleave/compile.hh"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <system_error>

#include "labs/interleave/command_line.hh"
#include "labs/interleave/compiler_arguments.hh"
#include "labs/interleave/installation.hh"

namespace interleave {
namespace {

constexpr int kCannot = 2;

constexpr char kHelp[] =
    R"(Usage: interleave %s [ARGUMENT OF THE COMPILER]...
Compiles and links a C or C++ program so that `interleave run` can explore it.

The program needs no change, and neither does a Makefile beyond
CC="interleave cc" CXX="interleave c++". Everything is passed on to $CC or
$CXX, else gcc or g++, but that
  - each source is compiled with -fsanitize=thread -O0 -g; -Og is kept, other
    levels become -O0, because an optimiser hides accesses and their races
  - C++ without a -std= is C++20
  - the program is linked with the explorer's runtime, dynamically
  - #include "csapp.h" and -lcsapp work as they stand
-v prints the commands that are run.

Examples:
  interleave c++ -Wall counter.cc -o counter && interleave run ./counter
  interleave cc -c queue.c && interleave cc main.c queue.o -lcsapp
Exit status: the compiler's; 2 for what cannot be explored (-shared, -static).
)";

// Removed with everything in it at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    const auto where = std::filesystem::temp_directory_path();
    path_ = where / "interleave-XXXXXX";
    if (mkdtemp(path_.data()) == nullptr) {
      throw std::system_error(errno, std::generic_category(), path_);
    }
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// make CC="interleave cc" hands CC on to this very command, which must not
// call itself.
bool names_this_command(const CommandLine& compiler) {
  for (std::size_t i = 1; i < compiler.size(); ++i) {
    const bool wrapper = compiler[i] == "cc" || compiler[i] == "c++";
    const std::filesystem::path program(compiler[i - 1]);
    if (wrapper && program.filename() == "interleave") return true;
  }
  return false;
}

// $CC may hold several words: "ccache gcc".
CommandLine compiler_named(const std::string& name) {
  const bool cplusplus = name == "c++";
  const char* const chosen = getenv(cplusplus ? "CXX" : "CC");
  std::istringstream text(chosen != nullptr ? chosen : "");
  CommandLine compiler;
  for (std::string word; text >> word;) compiler.push_back(word);
  if (compiler.empty() || names_this_command(compiler)) {
    return {cplusplus ? "g++" : "gcc"};
  }
  return compiler;
}

bool is_clang(const CommandLine& compiler) {
  for (const std::string& word : compiler) {
    const std::string program = std::filesystem::path(word).filename();
    if (program.find("clang") != std::string::npos) return true;
    if (program.starts_with("gcc") || program.starts_with("g++")) return false;
  }
  CommandLine question = compiler;
  question.push_back("--version");
  return output_of(question).find("clang") != std::string::npos;
}

void append(CommandLine& line, const std::vector<std::string>& words) {
  line.insert(line.end(), words.begin(), words.end());
}

class Compilation {
 public:
  Compilation(const std::string& name, CompilerArguments arguments)
      : name_(name),
        arguments_(std::move(arguments)),
        compiler_(compiler_named(name)),
        clang_(is_clang(compiler_)),
        installation_(find_installation()) {}

  int run() {
    for (const std::string& note : arguments_.notes) say(note);
    if (!arguments_.refusal.empty()) return refuse(arguments_.refusal);
    if (arguments_.inputs.empty()) return pass_on();
    return arguments_.stage == Stage::kLink ? link() : each_source();
  }

 private:
  void say(const std::string& text) const {
    fprintf(stderr, "interleave %s: %s\n", name_.c_str(), text.c_str());
  }

  int refuse(const std::string& text) const {
    say(text);
    return kCannot;
  }

  int execute(const CommandLine& command) const {
    if (arguments_.verbose) {
      fprintf(stderr, "%s\n", shell_text(command).c_str());
    }
    return run_command(command);
  }

  // Questions to the compiler: --version, -print-search-dirs.
  int pass_on() const {
    CommandLine command = compiler_;
    append(command, arguments_.flags);
    if (arguments_.verbose) command.push_back("-v");
    return execute(command);
  }

  std::string stage_option() const {
    switch (arguments_.stage) {
      case Stage::kPreprocess:
        return "-E";
      case Stage::kAssembly:
        return "-S";
      default:
        return "-c";
    }
  }

  // -c, -S, -E: one command a source, since each has flags of its language.
  int each_source() const {
    std::size_t sources = 0;
    for (const Input& input : arguments_.inputs) {
      sources += input.kind == Input::Kind::kSource;
    }
    if (sources > 1 && !arguments_.output.empty()) {
      return refuse("-o names one file, but there are several sources");
    }
    if (sources == 0) return refuse("there is no source to compile");
    int status = 0;
    for (const Input& input : arguments_.inputs) {
      if (input.kind != Input::Kind::kSource) continue;
      const int one = execute(command_for(input, arguments_.output));
      status = one != 0 ? one : status;
    }
    return status;
  }

  CommandLine command_for(const Input& source, const std::string& out) const {
    CommandLine command = compiler_;
    append(command, {"-g"});
    if (source.cplusplus && !arguments_.has_standard) {
      append(command, {"-std=c++20"});
    }
    append(command, arguments_.flags);
    // Code of std::string and of the streams lies in libstdc++.so, where its
    // accesses are not seen; with assertions it is compiled here.
    if (source.cplusplus) append(command, {"-D_GLIBCXX_ASSERTIONS"});
    append(command, instrumentation());
    if (installation_.headers != "/usr/include") {
      append(command, {"-isystem", installation_.headers});
    }
    command.push_back(stage_option());
    if (!source.language.empty()) append(command, {"-x", source.language});
    command.push_back(source.text);
    if (!out.empty()) append(command, {"-o", out});
    return command;
  }

  std::vector<std::string> instrumentation() const {
    std::vector<std::string> flags = {"-fsanitize=thread", arguments_.level,
                                      "-fno-omit-frame-pointer",
                                      "-U_FORTIFY_SOURCE"};
    // Of a literal the compiler would store the bytes itself, unseen.
    for (const char* call : {"memcpy", "memmove", "memset", "strcpy", "stpcpy",
                             "strncpy", "strcat", "strncat"}) {
      flags.push_back(std::string("-fno-builtin-") + call);
    }
    if (clang_) {
      // Otherwise the read of x++ makes no call.
      append(flags, {"-mllvm", "-tsan-instrument-read-before-write=1"});
    } else {
      // A fence is no problem for our runtime, only for gcc's.
      flags.push_back("-Wno-tsan");
    }
    return flags;
  }

  int link() const {
    if (!std::filesystem::exists(installation_.runtime)) {
      return refuse("no runtime at " + installation_.runtime +
                    ": the installation is incomplete");
    }
    const TemporaryFolder folder;
    CommandLine items;
    int status = 0;
    for (const Input& input : arguments_.inputs) {
      if (input.kind == Input::Kind::kLink) {
        items.push_back(link_item(input.text));
        continue;
      }
      const std::string object =
          folder.path() + "/" + std::to_string(items.size()) + "-" +
          std::filesystem::path(input.text).stem().string() + ".o";
      items.push_back(object);
      const int one = execute(command_for(input, object));
      status = one != 0 ? one : status;
    }
    return status != 0 ? status : execute(link_command(items));
  }

  // Our csapp in place of the one that is not instrumented.
  std::string link_item(const std::string& item) const {
    const bool is_csapp = item == "-lcsapp" || item == "-l:libcsapp.a" ||
                          item == "libcsapp.a" || item.ends_with("/libcsapp.a");
    return is_csapp ? installation_.csapp : item;
  }

  CommandLine link_command(const CommandLine& items) const {
    CommandLine command = compiler_;
    append(command, arguments_.flags);
    command.push_back("-g");
    if (clang_) command.push_back("-Qunused-arguments");
    append(command,
           {"-o", arguments_.output.empty() ? "a.out" : arguments_.output});
    append(command, items);
    append(command, {"-Wl,--whole-archive", installation_.runtime,
                     "-Wl,--no-whole-archive", "-Wl,--wrap=main", "-pthread"});
    return command;
  }

  std::string name_;
  CompilerArguments arguments_;
  CommandLine compiler_;
  bool clang_;
  Installation installation_;
};

}  // namespace

int compile(const std::string& name, const std::vector<std::string>& words) {
  CompilerArguments arguments =
      parse_compiler_arguments(expand_response_files(words), name == "c++");
  if (arguments.help) {
    printf(kHelp, name.c_str());
    return 0;
  }
  return Compilation(name, std::move(arguments)).run();
}

}  // namespace interleave

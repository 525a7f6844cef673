#include "labs/assignments/rio/grader/examine.hh"

#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <optional>

#include "csapp/descriptor.hh"
#include "labs/assignments/library_tests/comparison.hh"
#include "labs/assignments/library_tests/probe.hh"
#include "labs/assignments/rio/grader/scenarios.hh"
#include "labs/conformance/check.hh"
#include "labs/conformance/facts.hh"
#include "labs/grader/sandbox/pipe.hh"

namespace rio {
namespace {

using grader::Finding;
using grader::Pipe;
using grader::Status;
using library_tests::Halt;
using library_tests::Probe;

constexpr std::uint64_t kInput = 4;  // descriptor of the probe

// All that the probe's descriptors hold is in their pipes before it begins, and
// what it writes has room there: nobody waits for us.
Pipe make_input(const std::string& bytes, bool stays_open) {
  Pipe pipe = grader::make_pipe();
  if (::fcntl(pipe.write_end.get(), F_SETFL, O_NONBLOCK) < 0 ||
      ::write(pipe.write_end.get(), bytes.data(), bytes.size()) !=
          static_cast<ssize_t>(bytes.size())) {
    csapp::throw_errno("filling a pipe");
  }
  if (!stays_open) pipe.write_end.reset();
  return pipe;
}

std::string drained(const csapp::Descriptor& pipe) {
  std::string bytes(std::size_t{1} << 17, '\0');
  ::fcntl(pipe.get(), F_SETFL, O_NONBLOCK);
  const ssize_t n = ::read(pipe.get(), bytes.data(), bytes.size());
  bytes.resize(n < 0 ? 0 : static_cast<std::size_t>(n));
  return bytes;
}

std::string describe(const conformance::Task& task) {
  if (task.system_call == SYS_read) {
    return "it waits for more to read, where nothing more comes";
  }
  return task.system_call == SYS_write
             ? "it waits in write, where nobody reads"
             : "it waits in a system call, where nothing more comes";
}

// What it did instead of telling more.
std::string describe(Halt halt, Probe& probe) {
  if (halt == Halt::kBusy) return "it makes system calls without an end";
  if (halt == Halt::kHides) return "it does not let itself be traced";
  if (halt == Halt::kTimedOut) return "it did not come to an end";
  if (const auto task = probe.waits_for_peer()) return describe(*task);
  const auto status = probe.wait_status();
  if (status && WIFSIGNALED(*status) && WTERMSIG(*status) == SIGXCPU) {
    return "it keeps a processor busy without an end";
  }
  return "the program ended: " + conformance::describe_status(status);
}

bool is_read(long system_call) {
  return system_call == SYS_read || system_call == SYS_readv ||
         system_call == SYS_preadv2 || system_call == SYS_splice;
}

std::size_t reads_of(const Probe& probe) {
  const auto& calls = probe.injector().calls();
  return static_cast<std::size_t>(
      std::count_if(calls.begin(), calls.end(), [](const auto& call) {
        return is_read(call.number) && call.arguments[0] == kInput;
      }));
}

// What no line of the probe's tells.
Finding judge_calls(const Script& script, const Probe& probe) {
  const std::size_t reads = reads_of(probe);
  if (!probe.injector().all_happened() ||
      (reads == 0 && !script.input.empty())) {
    return {.status = Status::kFailed,
            .expected =
                "bytes moved by calls of read and write, in the thread "
                "that calls your function",
            .observed = "other system calls, or too few of these"};
  }
  if (reads > script.most_reads) {
    return {
        .status = Status::kFailed,
        .expected = "at most " + std::to_string(script.most_reads) + " reads",
        .observed = std::to_string(reads)};
  }
  return {.status = Status::kPassed};
}

Finding judge_output(const Script& script, const std::string& written) {
  if (script.arrives.empty()) return {.status = Status::kPassed};
  return library_tests::compare(
      {"written: " + library_tests::as_literal(script.arrives)},
      {"written: " + library_tests::as_literal(written)}, "");
}

Finding judge(const Script& script, Halt halt, Probe& probe,
              const std::string& written) {
  Finding finding = library_tests::compare(script.lines, probe.lines(),
                                           describe(halt, probe));
  if (halt == Halt::kTimedOut) finding.status = Status::kTimedOut;
  if (finding.status == Status::kPassed) {
    finding = judge_output(script, written);
  }
  if (finding.status == Status::kPassed) finding = judge_calls(script, probe);
  if (finding.status != Status::kPassed) {
    finding.expected = script.what + ": " + finding.expected;
    finding.replay =
        script.replay + std::string(conformance::kShown) + script.shown;
  }
  return finding;
}

}  // namespace

Finding play(const Script& script, const grader::Limits& limits) {
  Pipe input = make_input(script.input, script.stays_open);
  Pipe second = make_input(script.second_input, script.stays_open);
  Pipe output = grader::make_pipe();
  if (script.nobody_reads) output.read_end.reset();
  Probe probe({.calls = script.calls,
               .input = script.output,
               .under_test = {input.read_end.get(), output.write_end.get(),
                              second.read_end.get()},
               .faults = script.faults,
               .limits = limits});
  for (auto* end : {&input.read_end, &second.read_end, &output.write_end})
    end->reset();
  const Halt halt =
      probe.run([&] { return probe.waits_for_peer().has_value(); });
  Finding finding = judge(script, halt, probe, drained(output.read_end));
  finding.output = probe.finish();
  return finding;
}

grader::Report examine(const grader::Commission& commission) {
  const auto [need, seed] = grader::parse_examination(commission.details);
  return {.text = to_text(play(script_for(need, seed), commission.limits))};
}

}  // namespace rio

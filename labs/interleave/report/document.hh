// What is shown of one schedule: a trace with every number turned into words
// and places in the source, so that neither the program nor its sources are
// needed to look at it. The text timeline, the cards and the page are pure
// functions of it; a trace file holds it as JSON.
//
// Step numbers are those of the run (from 0) everywhere: steps[7] is "step 7".
// There is no address, no date and no duration in it: the same run gives the
// same bytes.
//
// Concurrency: none; plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "labs/interleave/analysis/finding.hh"
#include "labs/interleave/runtime/operation.hh"

namespace interleave {

inline constexpr int kTraceSchema = 1;

// A place in the source. No file: line is 0, function may still be known.
struct SourcePlace {
  std::optional<std::size_t> file;  // in TraceDocument::files
  unsigned line = 0;                // from 1
  std::string function;             // "worker"; empty: not known
};

struct SourceFile {
  std::string path;                // as shown: "counter.c"
  std::vector<std::string> lines;  // lines[0] is line 1; empty: not readable
};

// Why this step's thread is another one than the step's before.
enum class SwitchKind : std::uint8_t {
  kNone,        // the same thread goes on (or it is the first step)
  kForced,      // the thread before could not go on: it blocked or ended
  kYielded,     // the thread before gave way: it yielded, slept or spun
  kPreemption,  // the thread before could have gone on
};

struct TraceStep {
  unsigned thread = 0;
  Op op = Op::kNone;
  SourcePlace place;
  std::string object;  // "counter", "accounts[1].balance", "lock_a"; or empty
  std::string other;   // the mutex of a condition's wait; or empty
  // "3", "'x'", "NULL", "a pointer"; empty: has none. Of a client's command:
  // empty unless the run failed there.
  std::string value;
  unsigned size = 0;  // bytes of a plain or atomic access

  // Of a read: the step whose write it saw. Neither: not a read, or unknown.
  std::optional<std::uint32_t> saw;
  bool saw_initial = false;  // nobody had written there in this run

  std::optional<std::uint32_t> partner;        // the signal of a wake-up, ...
  WakeReason reason = WakeReason::kSignalled;  // of a wake-up or a sleep's end
  bool early = false;   // timed out while others could still go on
  bool shared = false;  // several threads use the location, and one writes

  SwitchKind switched = SwitchKind::kNone;
  std::string why;     // of a switch: "thread 1 waits for lock_a"; or empty
  unsigned ready = 1;  // alternatives there were
};

enum class ThreadFate : std::uint8_t { kEnded, kReady, kBlocked, kWaiting };

struct TraceThread {
  unsigned number = 0;   // also its index
  std::string name;      // "thread 0 (main)", "thread 1", "client 1"
  std::string function;  // it began with: "main", "worker"; clients: the script
  std::optional<unsigned> parent;
  bool client = false;
  // Where it stood when the run was over.
  ThreadFate fate = ThreadFate::kEnded;
  Op pending = Op::kNone;          // what it could not do, unless it ended
  std::string pending_object;      // "lock_b"
  std::vector<SourcePlace> stack;  // innermost first; empty if it ended
};

struct TraceFinding {
  Verdict verdict = Verdict::kNone;
  std::vector<std::uint32_t> steps;  // as in Finding
  std::vector<unsigned> threads;
  bool cycle = false;       // of a deadlock: each waits for the next
  bool by_lockset = false;  // of a race: an order was not asked for
  std::string object;
  std::string detail;  // one clause
  // stacks[i] belongs to steps[i]: innermost first, at least one frame unless
  // nothing is known.
  std::vector<std::vector<SourcePlace>> stacks;
};

struct TraceClient {
  std::string path;  // of its script
  std::string text;
};

struct TraceNoReturn {
  std::uint32_t step = 0;  // from here on, every continuation tried failed
  std::string token;       // a schedule that passes, the same until this step
};

struct TraceDocument {
  std::string program;                 // "./counter"
  std::vector<std::string> arguments;  // without the program
  std::vector<std::string> flags;      // "--spurious-wakeups"
  std::vector<TraceClient> clients;
  std::string token;  // replays this schedule

  // findings.front() is the verdict; empty: the schedule passed.
  std::vector<TraceFinding> findings;
  std::string ending;  // "finished with exit status 0", "nobody can go on"
  // Where the thread was that ended the run by a failure of its own: innermost
  // first; empty if none did.
  std::optional<unsigned> ended_by;
  std::vector<SourcePlace> ended_at;
  std::string found;  // "found by schedule 37 of delay bounding with 1 delay"
  std::string coverage;  // what had been tried by then
  std::optional<TraceNoReturn> no_return;

  std::vector<TraceThread> threads;
  std::vector<SourceFile> files;
  std::vector<TraceStep> steps;
};

Verdict verdict_of(const TraceDocument& document);  // kNone: it passed

// The name of an operation in a trace file: "mutex_lock".
std::string_view name_of(Op op);

// "counter.c:14"; "worker" without a line; "(unknown)" without either.
std::string show_place(const TraceDocument& document, const SourcePlace& place);

// The line's text without the blanks around it; empty if it is not known.
std::string_view source_line(const TraceDocument& document,
                             const SourcePlace& place);

// A text that is not a trace, or not a whole one: what() is one line.
class BadTrace : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Ends with a newline; the same document gives the same bytes.
std::string to_json(const TraceDocument& document);
// Every index in what it returns is within range. Errors: throws BadTrace.
TraceDocument parse_trace(std::string_view json);

}  // namespace interleave

// What the tool and a program under exploration share: one mapping that holds
// the plan of the next schedule, and then its trace and outcome. The tool
// writes the plan and hands the turn over; the program restores its memory,
// runs the schedule, and hands the turn back.
//
// Concurrency: strictly by turns; `turn` is a futex word.
#pragma once

#include <cstdint>

#include "labs/interleave/runtime/operation.hh"

namespace interleave {

inline constexpr std::uint32_t kProtocolVersion = 1;
inline constexpr unsigned kMaxThreads = 256;  // scripted clients included
inline constexpr unsigned kMaxDeviations = 4096;
inline constexpr unsigned kMaxConstraints = 16;
inline constexpr unsigned kMaxClients = 16;
inline constexpr char kChannelVariable[] = "INTERLEAVE_CHANNEL";

// A step is one visible operation. Before each one the scheduler lists the
// threads that could take it, in this order: the current one if it can go on,
// the others in the order of their numbers, starting behind it; threads that
// just yielded or spin go behind those; last, threads that could go on only by
// an early timeout or a spurious wake-up. Alternative 0 is the default.
struct Deviation {
  std::uint32_t step;
  std::uint16_t choice;  // the alternative; or kByThread | thread number
  std::uint16_t unused;
};
inline constexpr std::uint16_t kByThread = 0x8000;

enum class Policy : std::uint32_t {
  kGuided,        // the deviations, otherwise alternative 0
  kRandom,        // after the deviations, uniformly among the ready threads
  kPct,           // priorities with `depth` - 1 change points in `length`
  kPartialOrder,  // partial-order sampling
  kReadsFrom,     // partial-order sampling that prefers the constraints
  kSleepSets,     // guided; from `sleep_step` on, threads in `asleep` sleep
};

// Reads-from guidance: a read at read_pc should see a write at write_pc.
struct Constraint {
  std::uint32_t read_pc;
  std::uint32_t write_pc;
};

enum PlanFlag : std::uint32_t {
  kSpuriousWakeups = 1,  // waiters may wake without a signal
  kRecordCalls = 2,      // fill Channel::calls, for stacks
  kRecordEnabled = 4,    // fill Channel::enabled
  kPassOutput = 8,       // let the program's output through
  kNoFairness = 16,      // yielding and spinning have no effect on the order
  kSyncOnly = 32,        // plain accesses are recorded but never switch
};

struct Plan {
  Policy policy;
  std::uint32_t flags;
  std::uint64_t seed;
  std::uint32_t depth;
  std::uint32_t length;
  std::uint32_t step_limit;   // at most this many steps, then kStepLimit
  std::uint32_t round_limit;  // fair rounds without progress, then kStalled
  std::uint32_t sleep_step;
  std::uint32_t deviation_count;
  std::uint32_t constraint_count;
  std::uint32_t unused;
  std::uint64_t asleep;  // one bit a thread, numbers below 64
  Constraint constraints[kMaxConstraints];
  Deviation deviations[kMaxDeviations];
};

struct Event {
  std::uint64_t object;
  std::uint64_t value;
  std::uint64_t extra;
  std::uint32_t pc;       // offset in the program of the instruction's return
  std::uint32_t partner;  // step this one pairs with, or kNoStep
  std::uint16_t thread;
  Op op;
  std::uint8_t size;  // bytes of a plain or atomic access
  std::uint32_t unused;
};
inline constexpr std::uint32_t kNoStep = 0xffffffff;

enum DecisionFlag : std::uint8_t {
  kCurrentReady = 1,  // alternative 0 was to go on with the same thread
  kYielded = 2,       // the current thread gave way: going on was not first
};

// decisions[i] chose the thread that performed events[i].
struct Decision {
  std::uint16_t ready;   // alternatives that are ready
  std::uint16_t extra;   // alternatives by early timeout or spurious wake-up
  std::uint16_t chosen;  // index of the one taken
  std::uint8_t flags;
  std::uint8_t unused;
};

// A call (pc: the call site) or a return (pc 0), made by `thread` when `step`
// events had been recorded.
struct Call {
  std::uint32_t step;
  std::uint32_t pc;
  std::uint32_t function;  // offset of some instruction in the callee
  std::uint32_t thread;
};

enum class Ending : std::uint32_t {
  kRunning,
  kFinished,      // value: exit status
  kAssertion,     // text: the message
  kCrash,         // value: the signal
  kUseAfterFree,  // object: the location; extra: the block
  kDoubleFree,    // object: the block
  kBadAccess,     // object: in the heap, in no block; extra: beside it, or 0
  kBadFree,       // object: not a block
  kMisuse,        // text: what was wrong, in words
  kBlocked,       // nobody can go on
  kQuiet,         // only waits for further clients, all of which are done
  kStalled,       // round_limit fair rounds without progress
  kStepLimit,
  kClientFailed,  // text: what a scripted client expected and got
  kUnsupported,   // text: the call that is not modelled
  kAsleep,        // every thread that could go on is in the sleep set
  kDiverged,      // step: a deviation asked for an alternative there is not
  kNeedThreads,   // value: thread shells wanted; start again with more
};

// Where a thread stood at the end.
enum class ThreadState : std::uint8_t {
  kAbsent,
  kReady,
  kBlocked,  // pending cannot be performed
  kWaiting,  // blocked, in a wait that a timeout could end
  kEnded,
};
struct ThreadEnd {
  ThreadState state;
  Op pending;
  bool client;
  bool joined;
  std::uint32_t pc;
  std::uint64_t object;  // of the pending operation
  std::uint64_t extra;
};

struct Outcome {
  Ending ending;
  std::uint32_t thread;  // that ended the run
  std::uint32_t pc;
  std::uint32_t steps;
  std::uint32_t calls;
  std::uint32_t threads;
  std::uint64_t value;
  std::uint64_t object;
  std::uint64_t extra;
  char text[512];
  ThreadEnd ends[kMaxThreads];
};

enum class ClientAction : std::uint8_t {
  kConnect,
  kSend,
  kExpect,
  kHalfClose,
  kExpectEof,
  kClose,
  kReset,
};
struct ClientCommand {
  ClientAction action;
  std::uint8_t unused;
  std::uint16_t port;    // of kConnect; 0: whatever the program listens on
  std::uint32_t offset;  // of the text in Channel::client_text
  std::uint32_t length;
  std::uint32_t line;  // in the script
};
struct Client {
  std::uint32_t first;  // in Channel::commands
  std::uint32_t count;
};

inline constexpr unsigned kMaxCommands = 1024;
inline constexpr unsigned kClientText = 1 << 16;
inline constexpr std::uint32_t kMaxSteps = 1 << 20;
inline constexpr std::uint32_t kMaxCalls = 1 << 20;

enum Turn : std::uint32_t { kToolsTurn, kProgramsTurn, kProgramGone };

struct Channel {
  std::uint32_t version;
  std::uint32_t size;       // sizeof(Channel), checked by both sides
  std::uint32_t turn;       // futex
  std::uint32_t shells;     // threads to prepare before the checkpoint
  std::uint32_t fork_each;  // a fresh copy of the process for each schedule
  std::uint32_t unused;
  std::uint64_t progress;  // steps of all schedules; a heartbeat
  std::uint64_t restored;  // bytes copied back before the last schedule
  Plan plan;
  Outcome outcome;
  std::uint32_t client_count;
  std::uint32_t command_count;
  Client clients[kMaxClients];
  ClientCommand commands[kMaxCommands];
  char client_text[kClientText];
  Event events[kMaxSteps];
  Decision decisions[kMaxSteps];
  std::uint64_t enabled[kMaxSteps];  // one bit a thread, numbers below 64
  Call calls[kMaxCalls];
};

}  // namespace interleave

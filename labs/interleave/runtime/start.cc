// The life of the process: main is wrapped; at its entry the checkpoint is
// taken, and then one schedule after the other is run as the tool asks. A
// program started without the tool runs one schedule, the default one.
#include <fcntl.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/mman.h>

#include "labs/interleave/runtime/client_steps.hh"
#include "labs/interleave/runtime/descriptors.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/mappings.hh"
#include "labs/interleave/runtime/outcome.hh"
#include "labs/interleave/runtime/scheduler.hh"

extern "C" {
int __real_main(int argc, char** argv, char** environment);
extern char __libc_single_threaded;
extern char** environ;
}

namespace interleave {
namespace {

constexpr unsigned long kUserThreadPointer = 2;  // HWCAP2_FSGSBASE
constexpr unsigned kShellsUndriven = 64;

// What main is called with, in the program's memory only for this.
struct MainCall {
  int argc;
  char** argv;
};
MainCall main_call;

bool state_exists = false;  // read before anything else is set up

void live_as_main() {
  perform({.op = Op::kThreadBegin, .object = thread_object(0)});
  const int status = __real_main(main_call.argc, main_call.argv, environ);
  exit_process(status, self().pending.pc);
}

// Nothing else is mapped near it, so a program that runs over the end of its
// own memory faults before it gets there.
Channel* open_channel(const char* number) {
  const int descriptor = atoi(number);
  const long wanted = static_cast<long>(kChannelAddress);
  const long address = kernel::call(
      SYS_mmap, wanted, sizeof(Channel), PROT_READ | PROT_WRITE,
      MAP_SHARED | MAP_NORESERVE | MAP_FIXED_NOREPLACE, descriptor);
  kernel::call(SYS_close, descriptor);
  if (address != wanted) kernel::die("cannot map the channel to the tool");
  auto* channel = reinterpret_cast<Channel*>(address);
  if (channel->version != kProtocolVersion ||
      channel->size != sizeof(Channel)) {
    kernel::die(
        "the program was built by another version: run `interleave cc` again");
  }
  return channel;
}

// The channel of a program that runs by itself.
Channel* own_channel() {
  auto* channel = static_cast<Channel*>(kernel::map(sizeof(Channel)));
  channel->shells = kShellsUndriven;
  channel->plan.step_limit = kMaxSteps;
  channel->plan.round_limit = 1000;
  channel->plan.flags = kPassOutput;
  return channel;
}

void connect_to_tool() {
  State& s = state();
  const char* number = getenv(kChannelVariable);
  s.driven = number != nullptr;
  s.channel = s.driven ? open_channel(number) : own_channel();
  unsetenv(kChannelVariable);
}

int lowest_free_descriptor() {
  const long descriptor =
      kernel::call(SYS_openat, AT_FDCWD, reinterpret_cast<long>("/"), O_PATH);
  kernel::call(SYS_close, descriptor);
  return static_cast<int>(descriptor);
}

void take_checkpoint() {
  State& s = state();
  s.shell_count =
      s.channel->shells < kMaxThreads - 1 ? s.channel->shells : kMaxThreads - 1;
  s.local_span = start_shells(s.shells, s.shell_count);
  __libc_single_threaded = 0;  // or shared_ptr counts without atomics
  s.first_descriptor = lowest_free_descriptor();
  save_program(s.checkpoint, main_call.argv);
  save_shells(s.shells, s.shell_count);
  heap_save();
}

std::uint64_t restore_stacks() {
  State& s = state();
  std::uint64_t bytes = 0;
  for (unsigned i = 0; i < s.thread_count; ++i) {
    const std::uint32_t window = s.stack_windows[i];
    kernel::fill(stack_top(i) - window, 0, window);
    bytes += window;
  }
  return bytes;
}

void restore_program() {
  State& s = state();
  s.channel->restored = restore(s.checkpoint) + restore_stacks() +
                        heap_restore() +
                        restore_shells(s.shells, s.thread_count - 1);
  unmap_all();
  kernel::call(SYS_close_range, s.first_descriptor, -1, 0);
  kernel::call(SYS_lseek, 0, 0, 0);
}

void reset_model() {
  State& s = state();
  const Plan& plan = s.channel->plan;
  s.recording_calls = (plan.flags & kRecordCalls) != 0;
  s.fair = (plan.flags & kNoFairness) == 0;
  s.spurious = (plan.flags & kSpuriousWakeups) != 0;
  s.steps = s.calls = s.rounds = 0;
  s.thread_count = 0;
  s.last = 0;
  s.counts_stale = true;
  s.next_deviation = 0;
  s.next_deviation_step =
      plan.deviation_count > 0 ? plan.deviations[0].step : kNoStep;
  s.now_ns = 0;
  start_policy(s.policy, plan);
  reset_waits();
  reset_descriptors();
}

void run_schedule() {
  State& s = state();
  reset_model();
  Thread* main_thread = add_thread(false);
  main_thread->context =
      fresh_context(stack_top(0), s.base.thread_pointer, live_as_main);
  s.current = main_thread;
  start_clients();
  s.exploring = true;
  switch_context(s.base, main_thread->context);
}

void hand_turn_back(Turn turn) {
  Channel& channel = *state().channel;
  // Pairs with the acquiring load by which the tool waits for its turn: it
  // then sees the outcome.
  __atomic_store_n(&channel.turn, turn, __ATOMIC_RELEASE);
  kernel::futex_wake(&channel.turn);
}

// The yardstick that the restored memory is measured against.
void run_in_copy() {
  const long child = kernel::call(SYS_fork);
  if (child == 0) {
    run_schedule();
    kernel::exit(0);
  }
  kernel::call(SYS_wait4, child);
}

[[noreturn]] void serve() {
  State& s = state();
  for (;;) {
    hand_turn_back(kToolsTurn);
    // Pairs with the releasing store by which the tool gives the turn: the
    // plan is then seen.
    while (__atomic_load_n(&s.channel->turn, __ATOMIC_ACQUIRE) == kToolsTurn) {
      kernel::futex_wait(&s.channel->turn, kToolsTurn);
    }
    if (s.channel->fork_each != 0) {
      run_in_copy();
    } else {
      run_schedule();
      restore_program();
    }
  }
}

// Says how a program fared that was started by hand.
[[noreturn]] void report_undriven() {
  const Outcome& outcome = state().channel->outcome;
  if (outcome.ending == Ending::kFinished) {
    kernel::exit(static_cast<int>(outcome.value));
  }
  kernel::print("interleave: this schedule ended badly: ");
  kernel::print(name_of(outcome.ending));
  if (outcome.text[0] != '\0') {
    kernel::print(": ");
    kernel::print(outcome.text);
  }
  kernel::print("\ninterleave: see why with `interleave run PROGRAM`\n");
  kernel::exit(outcome.ending == Ending::kQuiet ? 0 : 1);
}

}  // namespace

bool state_is_mapped() { return state_exists; }

void prepare_state() {
  if (state_exists) return;
  state_exists = true;
  kernel::map_at(kStateAddress, sizeof(State), PROT_READ | PROT_WRITE);
  State& s = state();
  s.next_map = kFirstMap;
  s.fast_thread_pointer = (getauxval(AT_HWCAP2) & kUserThreadPointer) != 0;
  heap_initialise();
  find_program();
}

}  // namespace interleave

extern "C" {

// Before every constructor, also those of libraries.
static void interleave_before_constructors(int, char**, char**) {
  interleave::prepare_state();
}
__attribute__((section(".preinit_array"),
               used)) static void (*const interleave_preinit)(int, char**,
                                                              char**) =
    interleave_before_constructors;

int __wrap_main(int argc, char** argv, char**) {
  using namespace interleave;
  State& s = state();
  main_call = {argc, argv};
  s.base.thread_pointer = current_thread_pointer();
  connect_to_tool();
  reserve_stacks();
  catch_faults();
  take_checkpoint();
  if (s.driven) serve();
  run_schedule();
  report_undriven();
}

}  // extern "C"

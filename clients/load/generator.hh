// The load generator without a command line: some threads, each with an event
// loop for its share of the connections, and one result of them all.
//
// Nothing is shared while they run: a message touches what one thread owns.
//
// Source: closed and open loops: Schroeder, Wierman, Harchol-Balter, "Open
// versus closed: a cautionary tale", NSDI 2006.
#ifndef CLIENTS_LOAD_GENERATOR_HH
#define CLIENTS_LOAD_GENERATOR_HH

#include <cstdint>
#include <functional>

#include "clients/load/plan.hh"

namespace load {

/// Told now and then how many messages have been exchanged so far.
using Progress = std::function<void(std::uint64_t messages)>;

/// Half of the processors that this process may use, at least one: a message
/// costs the generator about as much as the server, and both are often here.
[[nodiscard]] int default_threads();

/// Runs the plan; blocks until it is done or nothing moves any more.
/// A connection that meets an error is counted and not opened again, so that
/// there are at most as many errors as connections. `progress` is called from
/// this thread, twice a second.
/// Errors: throws std::runtime_error when the name cannot be resolved, and
/// std::system_error when there is no descriptor for epoll itself.
/// REQUIRES: messages or duration is not 0. Thread: any.
[[nodiscard]] Result generate(const Plan& plan, const Progress& progress = {});

}  // namespace load

#endif

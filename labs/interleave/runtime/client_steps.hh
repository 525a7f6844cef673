// Scripted clients: threads without code of their own, whose steps the
// scheduler performs on the spot.
//
// A client lives outside the process: its socket has no descriptor, and its
// object in the trace is descriptor kClientSockets plus its index.
#pragma once

#include "labs/interleave/runtime/protocol.hh"
#include "labs/interleave/runtime/thread.hh"

namespace interleave {

inline constexpr int kClientSockets = 1 << 20;

// Adds the clients of state().channel. Called after main was added.
void start_clients();
// Fills pending for the next command of the script; at its end the client
// closes its socket, if it still has one, and has then ended.
void prepare_client(Thread& client);
// It is the client's turn: performs what is pending, prepares what is next.
void perform_client_step(Thread& client);
// The program has ended: its sockets close, and the clients come to their ends
// or fail, which ends the schedule.
void finish_clients();

// By scheduler.cc: the event of the step that a client now performs.
Event& record_client_step(Thread& client);

// Nobody can go on. Is it the quiet end of a server, which only waits for
// further clients: all that there are have ended, a thread of the program
// waits for a connection, and none for a lock?
bool only_waits_for_clients();
// The same for a server that looks up now and then: the current thread's wait
// has timed out. Ends the schedule if that has become a habit, and everybody
// else waits.
void end_if_quiet();

}  // namespace interleave

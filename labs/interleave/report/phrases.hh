// Steps in words, the same in the timeline, the cards and the page.
//
// Concurrency: none; pure functions.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "labs/interleave/report/document.hh"

namespace interleave {

// What the step did, in the present tense, without its thread: "reads counter:
// 0", "writes counter: 1", "locks lock_a", "signals ready: nobody waits".
std::string phrase(const TraceStep& step);

// Where a read's value comes from: "initial value", "written in step 4 by
// thread 1"; empty if the step is no read or nothing is known.
std::string origin(const TraceDocument& document, const TraceStep& step);

// Of a switch: "preemption: thread 1 could have gone on"; "thread 1 waits for
// lock_a"; empty without a switch.
std::string switch_phrase(const TraceDocument& document, const TraceStep& step);

// What a thread that had not ended was about to do: "lock lock_a".
std::string pending_phrase(const TraceThread& thread);

// "line 14" if there is but one file of sources, otherwise "counter.c:14".
std::string short_place(const TraceDocument& document,
                        const SourcePlace& place);

// What keeps a thread from an operation: "waits for lock_a", "waits for
// thread 2 to end".
std::string waits_for(Op op, const std::string& object);

// The steps that the card speaks of.
std::set<std::uint32_t> cited_steps(const TraceDocument& document);

// One row of a timeline: a single step, or a run of steps of one thread that
// are not worth a row each.
struct TimelineRow {
  std::uint32_t first = 0;
  std::uint32_t count = 1;
  bool collapsed = false;
};

// Kept are the steps of findings, accesses to shared locations,
// synchronisation, and the steps on both sides of a switch, unless the thread
// before was blocked: of that the switch tells.
std::vector<TimelineRow> timeline_rows(const TraceDocument& document);
// The same, but of a run of many hundred rows only those near the beginning,
// the end, what was found, and the point of no return; a collapsed row may
// then stand for steps of several threads.
std::vector<TimelineRow> shown_rows(const TraceDocument& document);

}  // namespace interleave

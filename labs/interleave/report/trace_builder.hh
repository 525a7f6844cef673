// Makes the document of a run: numbers become names, places and values.
//
// Thread: one at a time; the run and the symbols are only used meanwhile.
#pragma once

#include <span>

#include "labs/interleave/analysis/finding.hh"
#include "labs/interleave/report/document.hh"
#include "labs/interleave/report/symbols.hh"
#include "labs/interleave/search/run.hh"

namespace interleave {

// `about`: what is known besides: program, arguments, flags, clients, token,
// found, coverage, no_return. The run had better been made with kRecordCalls:
// without calls a step is only placed in the function it was made in.
TraceDocument make_document(const Run& run, std::span<const Finding> findings,
                            Symbols& symbols, TraceDocument about);

}  // namespace interleave

// Documents made by hand, one for each kind of finding.
//
// Concurrency: none.
#pragma once

#include <string_view>

#include "labs/interleave/report/document.hh"

namespace interleave {

TraceDocument lost_update();
TraceDocument lock_cycle();
TraceDocument lost_signal();
TraceDocument used_after_release();
TraceDocument spinning_pair();
TraceDocument many_threads(unsigned threads);

}  // namespace interleave

// Quiet: a server that has nothing to do uses no processor.
#ifndef LABS_CONFORMANCE_QUIET_HH
#define LABS_CONFORMANCE_QUIET_HH

#include "labs/conformance/endpoint.hh"

namespace conformance {

/// Waits until the server is quiet: each of its tasks blocked in a call without
/// timeout, or, for one that looks after its clients now and then, nearly no
/// processor time and few wake-ups over a tenth of a second.
/// Throws Unmet when it never is, with what it used.
void await_quiet(const Endpoint& server);

}  // namespace conformance

#endif

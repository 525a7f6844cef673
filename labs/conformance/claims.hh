// Claims: what a server says it is. They select the checks that apply to it.
#ifndef LABS_CONFORMANCE_CLAIMS_HH
#define LABS_CONFORMANCE_CLAIMS_HH

namespace conformance {

enum class Model {
  kIterative,
  kProcessPerClient,
  kSelectLoop,
  kThreadPerClient,
  kThreadPool,
  kEpollLoop,
};

struct Claims {
  Model model;
  int workers = 0;  // kThreadPool: threads that serve clients
  int queue = 0;    // kThreadPool: accepted clients that may wait for one
  int max_clients =
      0;             // event loops: further ones are closed; 0: no such limit
  int at_once = 64;  // clients that many-clients tries
};

}  // namespace conformance

#endif

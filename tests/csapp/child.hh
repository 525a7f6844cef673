// Runs code that ends its process, and tells how it ended.
#ifndef TESTS_CSAPP_CHILD_HH
#define TESTS_CSAPP_CHILD_HH

#include <functional>
#include <ostream>
#include <string>

struct Ending {
  int exit_status;  // -1: killed by a signal
  int signal;       // 0: not killed
  std::string out;
  std::string err;
};

inline bool operator==(const Ending& a, const Ending& b) {
  return a.exit_status == b.exit_status && a.signal == b.signal &&
         a.out == b.out && a.err == b.err;
}

inline std::ostream& operator<<(std::ostream& out, const Ending& ending) {
  return out << "exit status " << ending.exit_status << ", signal "
             << ending.signal << ", stdout \"" << ending.out << "\", stderr \""
             << ending.err << "\"";
}

// Runs `body` in a forked child, with stdout and stderr in files, and waits for
// its end. A body that returns ends with status 0.
Ending run_in_child(const std::function<void()>& body);

#endif

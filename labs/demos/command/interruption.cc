#include "labs/demos/command/interruption.hh"

#include <csignal>
#include <utility>

namespace demos {
namespace {

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};
volatile std::sig_atomic_t noted = 0;

void note(int signal) { noted = signal; }

}  // namespace

Interruptible::Interruptible() {
  struct sigaction action {};
  action.sa_handler = note;
  for (std::size_t at = 0; at < kSignals.size(); ++at) {
    ::sigaction(kSignals[at], &action, &before_[at]);
  }
}

Interruptible::~Interruptible() {
  for (std::size_t at = 0; at < kSignals.size(); ++at) {
    ::sigaction(kSignals[at], &before_[at], nullptr);
  }
}

void Interruptible::check() {
  const int signal = noted;
  noted = 0;
  if (signal != 0) throw Interrupted(signal);
}

}  // namespace demos

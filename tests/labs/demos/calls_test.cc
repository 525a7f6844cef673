#include "labs/demos/command/calls.hh"

#include <gtest/gtest.h>
#include <sys/wait.h>

namespace {

// Both wait for what nobody writes.
constexpr char kFifo[] = "mkfifo $$.fifo; exec 9<>$$.fifo; rm $$.fifo; ";

std::string timeline_of_shell(const std::string& commands) {
  return demos::timeline_of_calls({"sh", "-c", kFifo + commands},
                                  "read,exit_group");
}

TEST(Calls, TellWhoWaitsWhenNothingMoves) {
  const std::string shown = timeline_of_shell("read line <&9");
  EXPECT_NE(shown.find("Nothing moves any more:\n  sh waits in read("),
            shown.npos)
      << shown;
}

TEST(Calls, OfAnOrphanAreSeenToTheEnd) {
  const std::string shown = timeline_of_shell("{ read line; } <&9 & exit 0");
  EXPECT_NE(shown.find("exit_group(0)"), shown.npos) << shown;
  EXPECT_NE(shown.find("sh waits in read("), shown.npos) << shown;
  EXPECT_LT(::waitpid(-1, nullptr, WNOHANG), 0) << "a child is left";
}

}  // namespace

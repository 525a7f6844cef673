// What a student reads of a failing schedule.
#include "labs/assignments/server_tests/drawn_trace.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using server_tests::cut_to_size;

// As of interleave show, but for the number of steps.
constexpr const char* kDrawn = R"(DATA RACE on total
====================
thread 1 writes total: 1 (step 7):
    server.c:9: total++;

found by schedule 1; simplified, it has 0 preemptions
replay:    interleave replay i1 ./server

 step 0 1  thread 0 (main), thread 1: serve
--------------------
    0 0 |    begins
      0 |  ... 2 steps
    3 0 |  server.c:20: accept(listenfd);
      | |    accepts from descriptor 3: 4
    4 0 |  server.c:21: close(connfd);
      | |    tries to close descriptor 4: fails: EBADF
--- forced: thread 0 (main) waits to accept a
    client on descriptor 3
    5 | 1    begins
    6 | 1    reads total: 0
>   7 | 1  server.c:9: total++;
      | |    writes total: 1
    8 | 1    ends
    9 0 |    ends
=== the end: no thread can go on
      0 |  server.c:20: accept(listenfd);
)";

TEST(DrawnTrace, TellsOnItsCardWhatWentWrong) {
  EXPECT_EQ(cut_to_size(kDrawn).card,
            "DATA RACE on total\n"
            "thread 1 writes total: 1 (step 7):\n"
            "    server.c:9: total++;");
}

TEST(DrawnTrace, KeepsTheTellingStepsAndTheirNeighbours) {
  EXPECT_EQ(cut_to_size(kDrawn).timeline,
            " step 0 1  thread 0 (main), thread 1: serve\n"
            "...\n"
            "    3 0 |  server.c:20: accept(listenfd);\n"
            "      | |    accepts from descriptor 3: 4\n"
            "    4 0 |  server.c:21: close(connfd);\n"
            "      | |    tries to close descriptor 4: fails: EBADF\n"
            "--- forced: thread 0 (main) waits to accept a\n"
            "    client on descriptor 3\n"
            "...\n"
            "    6 | 1    reads total: 0\n"
            ">   7 | 1  server.c:9: total++;\n"
            "      | |    writes total: 1\n"
            "    8 | 1    ends\n"
            "    9 0 |    ends\n"
            "=== the end: no thread can go on\n"
            "      0 |  server.c:20: accept(listenfd);");
}

TEST(DrawnTrace, TakesAnyOtherTextForACard) {
  const auto drawn = cut_to_size("interleave: out of memory\n");
  EXPECT_EQ(drawn.card, "interleave: out of memory");
  EXPECT_EQ(drawn.timeline, "");
  EXPECT_EQ(cut_to_size("").card, "");
}

}  // namespace

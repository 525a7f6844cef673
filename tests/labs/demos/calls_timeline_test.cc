#include "labs/demos/command/calls_timeline.hh"

#include <gtest/gtest.h>

namespace {

std::string draw_calls(const std::string& written) {
  return demos::draw(demos::parse_calls(written));
}

TEST(CallsTimeline, OfEachProcessStandInItsColumn) {
  EXPECT_EQ(draw_calls("7<server> 10.0000 accept4(3, NULL, NULL, 0) = 4\n"
                       "8<client> 10.0021 connect(5, {sin_port=1}, 16) = 0\n"),
            "    ms server                              client\n"
            "   0.0 accept4(3) = 4\n"
            "   2.1                                     connect(5) = 0\n");
}

TEST(CallsTimeline, ThatReturnAtOnceAreOneRow) {
  EXPECT_EQ(draw_calls("7<a> 1.0 read(4,  <unfinished ...>\n"
                       "7<a> 1.0 <... read resumed>\"x\", 8) = 1\n"),
            "    ms a\n   0.0 read(4) = 1 \"x\"\n");
}

TEST(CallsTimeline, ThatWaitAreTwoRows) {
  EXPECT_EQ(draw_calls("7<a> 1.000 read(4,  <unfinished ...>\n"
                       "8<b> 1.001 close(3)     = 0\n"
                       "7<a> 1.002 <... read resumed>\"x\", 8) = 1\n"),
            "    ms a                                   b\n"
            "   0.0 read(4) ..\n"
            "   1.0                                     close(3) = 0\n"
            "   2.0 ... = 1 \"x\"\n");
}

TEST(CallsTimeline, ThatASignalInterruptsGoOn) {
  EXPECT_EQ(draw_calls("7<a> 1.000 read(4,  <unfinished ...>\n"
                       "8<b> 1.001 close(3) = 0\n"
                       "7<a> 1.002 <... read resumed>) = ? ERESTARTSYS (To be "
                       "restarted)\n"
                       "7<a> 1.003 read(4,  <unfinished ...>\n"
                       "7<a> 1.004 <... read resumed>\"x\", 8) = 1\n"),
            "    ms a                                   b\n"
            "   0.0 read(4) ..\n"
            "   1.0                                     close(3) = 0\n"
            "   4.0 ... = 1 \"x\"\n");
}

TEST(CallsTimeline, InWhichAProcessIsKilledHaveNotReturned) {
  EXPECT_EQ(draw_calls("7<a> 1.000 flock(8, LOCK_EX) = ?\n"),
            "    ms a\n   0.0 flock(8, LOCK_EX) ..\n");
  EXPECT_EQ(draw_calls("7<a> 1.000 exit_group(0) = ?\n"),
            "    ms a\n   0.0 exit_group(0) = ?\n");
}

TEST(CallsTimeline, OfTheLoaderAreLeftOut) {
  EXPECT_EQ(draw_calls("7<a> 1.0 close(3) = 0\n"
                       "7<a> 1.1 munmap(0x7f, 43555) = 0\n"
                       "7<a> 1.2 close(4) = 0\n"),
            "    ms a\n   0.0 close(4) = 0\n");
}

TEST(CallsTimeline, ThatPrintAreLeftOut) {
  EXPECT_EQ(draw_calls("7<a> 1.0 write(1, \"told\", 4 <unfinished ...>\n"
                       "7<a> 1.1 <... write resumed>) = 4\n"
                       "7<a> 1.2 close(4) = 0\n"),
            "    ms a\n   0.0 close(4) = 0\n");
}

TEST(CallsTimeline, NameProcessesAsTheyAreNamedInTheEnd) {
  EXPECT_EQ(draw_calls("7<a> 1.0 clone(child_stack=NULL, flags=SIGCHLD) "
                       "= 8<a>\n"
                       "8<child> 1.0 exit_group(0) = ?\n"),
            "    ms a                                   child\n"
            "   0.0 fork() = child\n"
            "   0.0                                     exit_group(0) = ?\n");
}

TEST(CallsTimeline, TooLongForAColumnLoseBytesFirst) {
  const std::string rows = draw_calls(
      "7<a> 1.0 write(4, \"abcdefghijklmnopqrstuvwx\", 24) = 24\n"
      "8<b> 1.0 close(3) = 0\n");
  EXPECT_NE(rows.find("write(4, \"abcdefghijklmnop..\") = 24\n"), rows.npos)
      << rows;
}

TEST(CallsTimeline, AndTheirErrors) {
  EXPECT_EQ(draw_calls("7<a> 1.0 accept(3, NULL, NULL) = -1 EMFILE (Too many "
                       "open files)\n"),
            "    ms a\n   0.0 accept(3) = -1 EMFILE\n");
}

}  // namespace

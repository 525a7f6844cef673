#include "labs/demos/command/backtrace.hh"

#include <gtest/gtest.h>

#include <fstream>

#include "labs/demos/command/temporary_folder.hh"

namespace {

TEST(Backtrace, ShowsTheCodeOfItsOwnLines) {
  const demos::TemporaryFolder folder;
  const std::string source = folder.path() + "/stuck.c";
  std::ofstream(source) << "void on(int s) {\n  puts(\"on\");\n}\n";
  EXPECT_EQ(demos::draw_backtrace(
                "warning: nobody reads this\n"
                "#0  0x00007f in __puts (str=0x1 \"on\") at ./io/ioputs.c:40\n"
                "#1  0x000055 in on (s=17) at /else/where/stuck.c:2\n"
                "#2  <signal handler called>\n"
                "#12 main () at stuck.c:3\n"
                "locals of main:\n"
                "#12 main () at stuck.c:3\n"
                "3\t}\n"
                "forked = 11\nmost = 20\n",
                source),
            "#0   __puts\n"
            "#1   on, line 2:   puts(\"on\");\n"
            "#2   <signal handler called>\n"
            "#12  main, line 3:   }\n"
            "     in main: forked = 11, most = 20\n");
}

}  // namespace

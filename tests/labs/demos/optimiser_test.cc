#include "labs/demos/command/optimiser.hh"

#include <gtest/gtest.h>

namespace {

TEST(Optimiser, InstructionsHaveNoAddresses) {
  const auto shown = demos::instructions_of(
      "0000000000001190 <add(void*)>:\n"
      "    1190:\tpush   %rbp\n"
      "    1191:\tmov    0x2ed1(%rip),%rax        # 4068 <counter>\n"
      "    1198:\tjle    1191 <add(void*)+0x1>\n"
      "    119a:\tmovq   $0x1,0x2ec3(%rip)        # 4068 <counter>\n");
  EXPECT_EQ(shown, (demos::Words{"+0 push %rbp", "+1 mov counter,%rax",
                                 "+8 jle +0x1", "+a movq $0x1,counter"}));
}

}  // namespace

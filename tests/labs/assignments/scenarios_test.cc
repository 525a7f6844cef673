// The explorations of labs, and the line that a server prints.
#include "labs/assignments/server_tests/scenarios.hh"

#include <gtest/gtest.h>

#include "labs/assignments/server_tests/printed_totals.hh"

namespace {

TEST(Scenarios, AreFoundByTheirNames) {
  const auto* scenario = server_tests::find_scenario("explore-pool");
  ASSERT_NE(scenario, nullptr);
  EXPECT_EQ(scenario->id, "explore-pool");
  EXPECT_EQ(scenario->clients.size(), 3U);
  EXPECT_EQ(server_tests::find_scenario("explore"), nullptr);
  EXPECT_EQ(server_tests::find_scenario(""), nullptr);
}

TEST(PrintedTotals, AreWholeLines) {
  EXPECT_TRUE(server_tests::has_line("echoed 12\n", "echoed 12"));
  EXPECT_TRUE(server_tests::has_line("a\nechoed 12\nb\n", "echoed 12"));
  EXPECT_FALSE(server_tests::has_line("echoed 123\n", "echoed 12"));
  EXPECT_FALSE(server_tests::has_line("not echoed 12\n", "echoed 12"));
  EXPECT_FALSE(server_tests::has_line("echoed 12", "echoed 12"));
}

}  // namespace

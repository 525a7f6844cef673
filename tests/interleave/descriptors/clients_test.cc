// Scripted clients, and the quiet end of a server.
#include <gtest/gtest.h>

#include "tests/interleave/descriptors/schedules.hh"

namespace interleave {
namespace {

ScriptedClient polite() {
  return Script()
      .connect()
      .send("hello\n")
      .expect("hello\n")
      .half_close()
      .expect_eof()
      .close();
}

std::string only_text(const Result& result) {
  return result.texts.empty() ? "" : result.texts.begin()->first;
}

TEST(Server, WithoutClientsWaitsQuietly) {
  const Result result = explore("server");
  EXPECT_TRUE(always(result, Ending::kQuiet)) << describe(result);
}

TEST(Server, ServesThreeClientsUnderEverySchedule) {
  const Result result = explore("server", {polite(), polite(), polite()});
  EXPECT_TRUE(always(result, Ending::kQuiet)) << describe(result);
}

TEST(Server, ThatLooksUpNowAndThenIsQuietToo) {
  for (const char* argument : {"", "accept"}) {
    const Result result =
        explore("timed_server", {polite(), polite()}, 60, argument);
    EXPECT_TRUE(always(result, Ending::kQuiet)) << describe(result);
  }
}

TEST(Client, ClosesAtTheEndOfItsScript) {
  const Result result = explore("server", {Script().connect().send("x")});
  EXPECT_TRUE(always(result, Ending::kQuiet)) << describe(result);
}

TEST(Client, MayResetTheConnection) {
  const Result result =
      explore("server", {Script().connect().send("x").reset(), polite()});
  EXPECT_TRUE(always(result, Ending::kQuiet)) << describe(result);
}

TEST(Client, SendsMoreThanAConnectionHolds) {
  const std::string much(30'000, 'm');
  Script script;
  script.connect();
  for (int i = 0; i < 3; ++i) script.send(much);
  for (int i = 0; i < 3; ++i) script.expect(much);
  const Result result =
      explore("server", {script.half_close().expect_eof()}, 3);
  EXPECT_TRUE(always(result, Ending::kQuiet)) << describe(result);
}

TEST(Client, SaysWhatItGotInstead) {
  const Result result = explore(
      "server", {Script().connect().send("hello\n").expect("hello!\n")});
  EXPECT_TRUE(always(result, Ending::kClientFailed)) << describe(result);
  EXPECT_EQ(only_text(result),
            R"(client 1, line 3: expected "hello!\n", got "hello\n")");
}

TEST(Client, SaysThatTheConnectionEnded) {
  const Result result = explore(
      "server", {Script().connect().send("ab").half_close().expect("abc")});
  EXPECT_TRUE(always(result, Ending::kClientFailed)) << describe(result);
  EXPECT_EQ(only_text(result),
            "client 1, line 4: expected \"abc\", got \"ab\" and then end of "
            "file");
}

TEST(Client, SaysThatTheConnectionGoesOn) {
  const Result result =
      explore("server", {Script().connect().send("a\x01").expect_eof()});
  EXPECT_TRUE(always(result, Ending::kClientFailed)) << describe(result);
  EXPECT_EQ(only_text(result),
            R"(client 1, line 3: expected end of file, got "a\x01")");
}

TEST(Client, MustBeConnected) {
  const Result result = explore("server", {Script().send("x")});
  EXPECT_EQ(only_text(result), "client 1, line 1: is not connected");
}

TEST(Client, CannotOutliveTheProgram) {
  const Result result = explore("full_pipe", {polite()}, 3);
  EXPECT_TRUE(always(result, Ending::kClientFailed)) << describe(result);
  EXPECT_EQ(only_text(result),
            "client 1, line 1: cannot go on: the program has ended");
}

// A client that is never answered is a deadlock, not a quiet end.
TEST(Client, ThatWaitsForEverIsBlocked) {
  const Result result = explore("server", {Script().connect().expect("never")});
  EXPECT_TRUE(always(result, Ending::kBlocked)) << describe(result);
}

}  // namespace
}  // namespace interleave

// Scripts of clients: what they mean, and what is said of a wrong one.
#include "labs/interleave/client_script.hh"

#include <gtest/gtest.h>

namespace interleave {
namespace {

ScriptedClient parse(const std::string& script) {
  return parse_client_script({"one.txt", script});
}

std::string text_of(const ScriptedClient& client, std::size_t command) {
  const ClientCommand& found = client.commands.at(command);
  return client.text.substr(found.offset, found.length);
}

std::string error_of(const std::string& script) {
  try {
    parse(script);
  } catch (const BadScript& error) {
    return error.what();
  }
  return "no error";
}

TEST(ClientScript, HasOneCommandALine) {
  const ScriptedClient client = parse(
      "# a client\n"
      "connect\n"
      "\n"
      "  send \"hello\\n\"   # say it\n"
      "expect \"hello\\n\"\r\n"
      "half-close\n"
      "expect-eof\n"
      "close");
  const std::vector<ClientAction> expected = {
      ClientAction::kConnect,   ClientAction::kSend,      ClientAction::kExpect,
      ClientAction::kHalfClose, ClientAction::kExpectEof, ClientAction::kClose};
  ASSERT_EQ(client.commands.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(client.commands[i].action, expected[i]) << i;
  }
  EXPECT_EQ(client.path, "one.txt");
  EXPECT_EQ(text_of(client, 1), "hello\n");
  EXPECT_EQ(text_of(client, 2), "hello\n");
  EXPECT_EQ(client.commands[0].line, 2U);
  EXPECT_EQ(client.commands[1].line, 4U);
}

TEST(ClientScript, ConnectsToThePortIfThereIsOne) {
  EXPECT_EQ(parse("connect").commands[0].port, 0);
  EXPECT_EQ(parse("connect 7777 # there").commands[0].port, 7777);
}

TEST(ClientScript, KnowsEscapes) {
  const ScriptedClient client =
      parse("connect\nsend \"\\r\\n\\t\\0\\\\\\\"\\x41\\xff # no comment\"");
  EXPECT_EQ(text_of(client, 1),
            std::string("\r\n\t\0\\\"A\xff # no comment", 21));
}

TEST(ClientScript, MayConnectAgainAfterClosing) {
  EXPECT_EQ(
      parse("connect\nhalf-close\nreset\nconnect\nsend \"a\"").commands.size(),
      5U);
}

TEST(ClientScript, NamesTheLineOfAMistake) {
  EXPECT_EQ(error_of("connect\n\nsned \"a\""),
            "one.txt:3: 'sned' is no command; there are connect, send, "
            "expect, half-close, expect-eof, close, reset");
  EXPECT_EQ(error_of("connect\nsend hello"),
            "one.txt:2: a text in double quotes has to follow");
  EXPECT_EQ(error_of("connect\nsend \"hello"),
            "one.txt:2: the closing quote is missing");
  EXPECT_EQ(error_of("connect\nsend \"hello\\\""),
            "one.txt:2: the closing quote is missing");
  EXPECT_EQ(error_of("connect\nsend \"\""), "one.txt:2: the text is empty");
  EXPECT_EQ(error_of("connect\nsend \"a\" \"b\""),
            "one.txt:2: '\"b\"' is too much");
  EXPECT_EQ(error_of("connect\nsend \"\\q\""),
            "one.txt:2: there is no escape \\q; there are \\n \\r \\t \\0 "
            "\\\\ \\\" \\xHH");
  EXPECT_EQ(error_of("connect\nsend \"\\x4\""),
            "one.txt:2: \\x needs two hexadecimal digits");
}

TEST(ClientScript, RefusesPortsThatAreNone) {
  for (const char* port : {"0", "65536", "99999999999999999999"}) {
    EXPECT_EQ(error_of(std::string("connect ") + port),
              "one.txt:1: a port is a number from 1 to 65535");
  }
  EXPECT_EQ(error_of("connect seven"), "one.txt:1: 'seven' is too much");
}

TEST(ClientScript, RefusesWhatItCannotMean) {
  EXPECT_EQ(error_of(""), "one.txt: no command in it");
  EXPECT_EQ(error_of("send \"a\""), "one.txt:1: send, but it is not connected");
  EXPECT_EQ(error_of("connect\nclose\nexpect-eof"),
            "one.txt:3: expect-eof, but it is not connected");
  EXPECT_EQ(error_of("connect\nconnect"),
            "one.txt:2: connect, but it is connected already");
  EXPECT_EQ(error_of("connect\nhalf-close\nsend \"a\""),
            "one.txt:3: send after half-close");
}

TEST(ClientScript, TellsOfAFileThatCannotBeRead) {
  try {
    read_client_scripts({"/nowhere/one.txt"});
    FAIL() << "expected an error";
  } catch (const BadScript& error) {
    EXPECT_STREQ(error.what(), "/nowhere/one.txt: No such file or directory");
  }
}

}  // namespace
}  // namespace interleave

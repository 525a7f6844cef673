// Scripts of clients that talk to an explored server: one command a line.
//
//   # a comment; blank lines do not count
//   connect              to the port that the program listens on
//   connect 7777         to this one
//   send "GET\r\n"       \n \r \t \0 \\ \" and \xHH stand for what they do in C
//   expect "OK\n"        waits for exactly these bytes
//   half-close           no more from us: the server reads the end of file
//   expect-eof           waits for the server to close its side
//   close
//   reset                closes so that the server gets a reset
//
// What a script cannot mean is refused: sending before connecting, or after
// half-close.
//
// Thread: any.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "labs/interleave/search/program.hh"

namespace interleave {

// what() is "FILE:LINE: what is wrong", or "FILE: reason".
class BadScript : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct ClientScript {
  std::string path;
  std::string text;
};

// `text` of the result holds what is sent and expected. Errors: throws
// BadScript.
ScriptedClient parse_client_script(const ClientScript& script);

// All of them. Errors: throws BadScript, also if there are more than the
// runtime has room for.
std::vector<ScriptedClient> parse_client_scripts(
    const std::vector<ClientScript>& scripts);

// Errors: throws BadScript.
std::vector<ClientScript> read_client_scripts(
    const std::vector<std::string>& paths);

}  // namespace interleave

// The log interface of the servers, kept in memory: it is linked instead of
// servers/echo/log.cc.
#ifndef TESTS_SERVERS_ECHO_RECORDED_LOG_HH
#define TESTS_SERVERS_ECHO_RECORDED_LOG_HH

#include <string>
#include <vector>

#include "servers/echo/log.hh"

/// The lines of this level since the last call. Thread: any.
std::vector<std::string> take_log(echo::LogLevel level);

#endif

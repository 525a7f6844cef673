// A replay token: one schedule as a short word that can be typed, mailed and
// passed to a shell as it is.
//
//   i1-12:1+28:2-n53-h9f3a2c1d
//   i1-unfair-7:t3-n40-h01c2d3e4-k0a1b…
//
// i1 is the version. Then, as needed, `spurious`, `unfair` and `sync`: what
// the schedule was run with. Then the deviations, STEP:CHOICE; after the first
// the step counts from the one before it; a choice t3 is thread 3. n: the
// number of events, h: their hash (event_hash.hh), k: in runs of 16 events
// and more, eight hashes of four digits, one for each eighth of the run; they
// tell about where another build begins to differ.
//
// Thread: any; plain functions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "labs/interleave/search/run.hh"

namespace interleave {

inline constexpr unsigned kCheckpoints = 8;

struct Token {
  std::uint32_t flags = 0;  // of PlanFlag, those that change the schedule
  std::vector<Deviation> deviations;
  std::uint32_t steps = 0;
  std::uint32_t hash = 0;
  std::vector<std::uint16_t> checkpoints;  // none, or kCheckpoints
};

// `flags` are those of session and schedule together.
Token make_token(std::span<const Deviation> deviations, std::uint32_t flags,
                 std::span<const Event> events);

std::string to_text(const Token& token);

struct ParsedToken {
  std::optional<Token> token;
  std::string error;  // one line, if there is no token
};
ParsedToken parse_token(std::string_view text);

Schedule to_schedule(const Token& token);

// Where a replay left what the token recorded: the first event that differs
// is one of [first, last]; nothing if none does.
struct Difference {
  std::uint32_t first;
  std::uint32_t last;
};
std::optional<Difference> first_difference(const Token& token,
                                           std::span<const Event> events);

}  // namespace interleave

// What the debug information of a program says: the places of its code, the
// names and the types of its variables.
//
// Without debug information there are the names of the symbol table; without
// these nothing is known, which is no error.
//
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace interleave {

struct CodePlace {
  std::string file;  // its whole path; empty: not known
  unsigned line = 0;
  std::string function;  // "worker", "Account::deposit"
  bool users = true;     // not of a system's header or a csapp wrapper
};

struct ValueType {
  enum class Kind {
    kUnknown,
    kSigned,
    kUnsigned,
    kBool,
    kCharacter,
    kPointer,
    kFloating,
    kEnumeration
  };
  Kind kind = Kind::kUnknown;
  unsigned size = 0;  // bytes; only an access of as many is of this type
  std::vector<std::pair<std::int64_t, std::string>> enumerators;
};

struct Variable {
  std::string name;  // with members and indices: "accounts[1].balance"
  ValueType type;
};

// "-3", "true", "'x'", "NULL", "a pointer", "kRunning"; an unknown type's as
// an unsigned number. Never an address.
std::string show_value(std::uint64_t value, unsigned size,
                       const ValueType& type);

class Symbols {
 public:
  // Errors: a file that cannot be read has no symbols.
  explicit Symbols(const std::string& program);
  ~Symbols();

  // `pc` is a return address, as in an Event: the place of the call before it.
  CodePlace code(std::uint64_t pc);
  // `pc` is any instruction of the function; only where it begins is told.
  CodePlace function_at(std::uint64_t pc);

  bool same_function(std::uint64_t one_pc, std::uint64_t other_pc);

  // `size`: of the access, 0 for the object that begins there.
  std::optional<Variable> global(std::uint64_t offset, unsigned size);
  // `offset`: below the thread pointer, as in an object of Place::kThreadLocal.
  std::optional<Variable> thread_local_at(std::uint64_t offset, unsigned size);
  // A local of the function around `pc`, by its distance below the frame's
  // canonical address.
  std::optional<Variable> local(std::uint64_t pc, std::int64_t below_frame,
                                unsigned size);
  // If the instruction before `pc` passed the address of something in its own
  // frame: how far below the frame's canonical address that is.
  std::optional<std::int64_t> own_frame_argument(std::uint64_t pc);

  // The size of the type called `name` ("node", "Account"), and what is at
  // `offset` in it (".next").
  std::optional<unsigned> type_size(const std::string& name);
  std::optional<Variable> member_of(const std::string& type,
                                    std::uint64_t offset, unsigned size);

 private:
  class Index;
  std::unique_ptr<Index> index_;
};

}  // namespace interleave

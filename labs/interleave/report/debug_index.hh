// The debug information of one program, put in order by address: lines,
// functions, variables, and types by name.
//
// Thread: one at a time. Errors: what cannot be read is not there.
// Source: the DWARF 5 standard; elfutils' libdw.h.
#pragma once

#include <elfutils/libdw.h>
#include <libelf.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "csapp/descriptor.hh"

namespace interleave {

struct CodeLine {
  std::uint64_t address = 0;
  const char* file = nullptr;  // null: the end of a sequence
  unsigned line = 0;
};

struct NamedRange {
  std::uint64_t end = 0;
  std::optional<Dwarf_Die> entry;  // none: known from the symbol table alone
  std::string name;
};
using Ranges = std::map<std::uint64_t, NamedRange>;  // by beginning

const Ranges::value_type* find_in(const Ranges& ranges, std::uint64_t address);

class DebugIndex {
 public:
  explicit DebugIndex(const std::string& path);

  const CodeLine* line_of(std::uint64_t address) const;
  const Ranges& functions() const { return functions_; }
  const Ranges& variables() const { return variables_; }
  const Ranges& thread_locals() const { return thread_locals_; }  // in segment
  std::optional<Dwarf_Die> type_named(const std::string& name) const;

  // Where the file's image begins: offsets in a run count from there.
  std::uint64_t base() const {
    return segments_.empty() ? 0 : segments_.front().address;
  }
  // From the thread pointer down to the program's thread-local segment.
  std::uint64_t thread_local_size() const { return thread_local_size_; }

  // `size` bytes of the file's code that end at `address`; empty if there are
  // not as many.
  std::span<const unsigned char> code_before(std::uint64_t address,
                                             std::size_t size) const;

 private:
  void read_segments();
  void read_unit(Dwarf_Die unit);
  void read_lines(Dwarf_Die unit);
  void read_entries(Dwarf_Die parent, const std::string& scope, int depth);
  void read_function(Dwarf_Die entry, const std::string& scope);
  void read_variable(Dwarf_Die entry, const std::string& scope);
  void read_symbol_table();

  struct Segment {
    std::uint64_t address, offset, size;
  };

  struct End {
    void operator()(Elf* elf) const { elf_end(elf); }
    void operator()(Dwarf* dwarf) const { dwarf_end(dwarf); }
  };

  // Each reads by way of the one before it.
  csapp::Descriptor file_;
  std::unique_ptr<Elf, End> elf_;
  std::unique_ptr<Dwarf, End> dwarf_;
  const char* image_ = nullptr;
  std::size_t image_size_ = 0;
  std::vector<Segment> segments_;
  std::vector<CodeLine> lines_;  // by address
  Ranges functions_, variables_, thread_locals_;
  std::map<std::string, Dwarf_Die> types_;
  std::uint64_t thread_local_size_ = 0;
};

}  // namespace interleave

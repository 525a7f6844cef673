// Finds its way through the types of DWARF: from an offset in a variable to the
// member or element there.
//
// Thread: as the Dwarf the entries belong to, one at a time.
#pragma once

#include <elfutils/libdw.h>

#include <cstdint>
#include <optional>
#include <string>

#include "labs/interleave/report/symbols.hh"

namespace interleave {

// The entry a reference attribute leads to, typedefs and qualifiers skipped.
std::optional<Dwarf_Die> type_of(Dwarf_Die entry);
std::string name_of(Dwarf_Die entry);  // empty without a name

std::uint64_t size_of(Dwarf_Die type);  // 0 if not known
std::optional<std::uint64_t> number_attribute(Dwarf_Die entry, unsigned name);

// Appends ".balance" or "[2]" to variable.name for what is at `offset`, and
// tells its type. Stops at what the access covers as a whole, and where names
// begin that are the implementation's own: a mutex is a mutex.
void descend(Dwarf_Die type, std::uint64_t offset, unsigned size,
             Variable& variable);

}  // namespace interleave

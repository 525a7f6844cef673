#include "labs/interleave/report/symbols.hh"

#include <dwarf.h>

#include <array>
#include <bit>
#include <cstdio>

#include "labs/interleave/report/debug_index.hh"
#include "labs/interleave/report/debug_types.hh"

namespace interleave {

namespace {

bool is_users_file(const std::string& path) {
  constexpr const char* kSystem[] = {"/usr/include/", "/usr/lib/",
                                     "/csapp/include/", "/csapp/src/",
                                     "/labs/interleave/runtime/"};
  for (const char* part : kSystem)
    if (path.find(part) != std::string::npos) return false;
  return !path.ends_with("/csapp.c") && !path.ends_with("/csapp.h");
}

std::string without_dots(const char* path) {
  std::string result(path);
  for (std::size_t at; (at = result.find("/./")) != std::string::npos;)
    result.erase(at, 2);
  return result;
}

std::uint64_t low_bytes(std::uint64_t value, unsigned size) {
  return size >= 8 ? value : value & ((std::uint64_t{1} << 8 * size) - 1);
}

std::int64_t sign_extended(std::uint64_t value, unsigned size) {
  const unsigned unused = size >= 8 ? 0 : 64 - 8 * size;
  return static_cast<std::int64_t>(value << unused) >> unused;
}

std::string show_character(std::uint64_t value) {
  switch (value) {
    case '\n':
      return "'\\n'";
    case '\r':
      return "'\\r'";
    case '\t':
      return "'\\t'";
    case '\'':
      return "'\\''";
    case '\\':
      return "'\\\\'";
    case 0:
      return "'\\0'";
    default:
      break;
  }
  if (value < 0x20 || value >= 0x7f) return std::to_string(value);
  return std::string{'\'', static_cast<char>(value), '\''};
}

std::string show_floating(std::uint64_t value, unsigned size) {
  const double number =
      size == 4 ? std::bit_cast<float>(static_cast<std::uint32_t>(value))
                : std::bit_cast<double>(value);
  std::array<char, 40> text;
  std::snprintf(text.data(), text.size(), "%g", number);
  return text.data();
}

// An address must not show, not even as a number: a pthread_t is one. Programs,
// heaps and stacks lie above 2^45 while they are explored.
bool may_be_address(std::uint64_t value, unsigned size, ValueType::Kind kind) {
  if (kind == ValueType::Kind::kSigned) return false;
  const int lowest = kind == ValueType::Kind::kUnsigned ? 45 : 32;
  return size == 8 && value >= std::uint64_t{1} << lowest &&
         value < std::uint64_t{1} << 47;
}

std::string show_enumerator(std::uint64_t value, const ValueType& type) {
  const std::int64_t number = sign_extended(value, type.size);
  for (const auto& [enumerator, name] : type.enumerators)
    if (enumerator == number ||
        low_bytes(static_cast<std::uint64_t>(enumerator), type.size) == value)
      return name;
  return std::to_string(number);
}

std::optional<Variable> variable_in(const Ranges& ranges, std::uint64_t address,
                                    unsigned size) {
  const auto* found = find_in(ranges, address);
  if (found == nullptr) return std::nullopt;
  const std::uint64_t offset = address - found->first;
  Variable variable{found->second.name, {}};
  if (found->second.entry) {
    if (const auto type = type_of(*found->second.entry))
      descend(*type, offset, size, variable);
  } else if (offset != 0) {
    variable.name += "+" + std::to_string(offset);
  }
  return variable;
}

// A local's place, from the frame's canonical address; of gcc's and clang's
// code without optimisation.
std::optional<std::int64_t> frame_offset(Dwarf_Die variable, bool from_rbp) {
  Dwarf_Attribute attribute;
  Dwarf_Op* code = nullptr;
  std::size_t length = 0;
  if (dwarf_attr(&variable, DW_AT_location, &attribute) == nullptr ||
      dwarf_getlocation(&attribute, &code, &length) != 0 || length != 1 ||
      code[0].atom != DW_OP_fbreg)
    return std::nullopt;
  const auto offset = static_cast<std::int64_t>(code[0].number);
  return from_rbp ? offset - 16 : offset;
}

// clang's frame base is rbp, gcc's the canonical frame address, 16 above it.
bool frame_base_is_rbp(Dwarf_Die function) {
  Dwarf_Attribute attribute;
  Dwarf_Op* code = nullptr;
  std::size_t length = 0;
  return dwarf_attr(&function, DW_AT_frame_base, &attribute) != nullptr &&
         dwarf_getlocation(&attribute, &code, &length) == 0 && length == 1 &&
         code[0].atom == DW_OP_reg6;
}

class LocalSearch {
 public:
  LocalSearch(std::int64_t below, unsigned size, bool from_rbp)
      : below_(below), size_(size), from_rbp_(from_rbp) {}

  std::optional<Variable> in(Dwarf_Die scope) {
    Dwarf_Die entry;
    std::optional<Variable> found;
    if (dwarf_child(&scope, &entry) != 0) return found;
    do {
      const int tag = dwarf_tag(&entry);
      if (tag == DW_TAG_variable || tag == DW_TAG_formal_parameter)
        found = match(entry);
      else if (tag == DW_TAG_lexical_block)
        found = in(entry);
    } while (!found && dwarf_siblingof(&entry, &entry) == 0);
    return found;
  }

 private:
  std::optional<Variable> match(Dwarf_Die entry) const {
    const auto offset = frame_offset(entry, from_rbp_);
    const auto type = type_of(entry);
    if (!offset || !type) return std::nullopt;
    const std::int64_t inside = -below_ - *offset;
    if (inside < 0 || static_cast<std::uint64_t>(inside) >= size_of(*type))
      return std::nullopt;
    Variable variable{name_of(entry), {}};
    descend(*type, static_cast<std::uint64_t>(inside), size_, variable);
    return variable;
  }

  std::int64_t below_;
  unsigned size_;
  bool from_rbp_;
};

// Decodes what precedes `mov %rax,%rdi; call` or `call` alone:
// lea N(%rbp),%rax or %rdi, and perhaps add $M,%rax.
std::optional<std::int64_t> argument_from_rbp(
    std::span<const unsigned char> code) {
  const auto ends_with = [&](std::initializer_list<unsigned char> bytes) {
    return code.size() >= bytes.size() &&
           std::equal(bytes.begin(), bytes.end(),
                      code.last(bytes.size()).begin());
  };
  const auto drop = [&](std::size_t n) { code = code.first(code.size() - n); };
  if (code.size() < 24 || code[code.size() - 5] != 0xe8) return std::nullopt;
  drop(5);
  unsigned char reg = 0x7d;  // the operand byte of N(%rbp),%rdi
  if (ends_with({0x48, 0x89, 0xc7})) {
    drop(3);
    reg = 0x45;  // ... of N(%rbp),%rax
  }
  std::int64_t added = 0;
  const std::size_t end = code.size();
  if (reg == 0x45 && code[end - 4] == 0x48 && code[end - 3] == 0x83 &&
      code[end - 2] == 0xc0) {
    added = static_cast<signed char>(code[end - 1]);
    drop(4);
  }
  const unsigned char* last = code.data() + code.size();
  if (last[-4] == 0x48 && last[-3] == 0x8d && last[-2] == reg)
    return added + static_cast<signed char>(last[-1]);
  if (last[-7] != 0x48 || last[-6] != 0x8d || last[-5] != reg + 0x40)
    return std::nullopt;
  std::uint32_t far = 0;
  for (int i = 1; i <= 4; ++i) far = far << 8 | last[-i];
  return added + static_cast<std::int32_t>(far);
}

}  // namespace

std::string show_value(std::uint64_t value, unsigned size,
                       const ValueType& type) {
  using Kind = ValueType::Kind;
  value = low_bytes(value, size);
  const Kind kind = type.size == size ? type.kind : Kind::kUnknown;
  if (kind == Kind::kPointer) return value == 0 ? "NULL" : "a pointer";
  if (kind == Kind::kFloating && (size == 4 || size == 8))
    return show_floating(value, size);
  if (kind == Kind::kBool && value < 2) return value == 0 ? "false" : "true";
  if (kind == Kind::kCharacter) return show_character(value);
  if (kind == Kind::kEnumeration) return show_enumerator(value, type);
  if (may_be_address(value, size, kind)) return "a pointer";
  if (kind == Kind::kSigned) return std::to_string(sign_extended(value, size));
  return std::to_string(value);
}

class Symbols::Index : public DebugIndex {
  using DebugIndex::DebugIndex;
};

Symbols::Symbols(const std::string& program)
    : index_(std::make_unique<Index>(program)) {}
Symbols::~Symbols() = default;

CodePlace Symbols::code(std::uint64_t pc) {
  CodePlace place;
  if (pc == 0) return place;
  pc += index_->base();
  if (const CodeLine* line = index_->line_of(pc - 1)) {
    place.file = without_dots(line->file);
    place.line = line->line;
  }
  if (const auto* function = find_in(index_->functions(), pc - 1))
    place.function = function->second.name;
  // Without a line it is somebody else's code.
  place.users = !place.file.empty() && is_users_file(place.file);
  return place;
}

CodePlace Symbols::function_at(std::uint64_t pc) {
  const auto* function = find_in(index_->functions(), pc + index_->base());
  return code(function == nullptr ? pc : function->first + 1 - index_->base());
}

bool Symbols::same_function(std::uint64_t one_pc, std::uint64_t other_pc) {
  const std::uint64_t base = index_->base();
  return find_in(index_->functions(), one_pc + base) ==
         find_in(index_->functions(), other_pc + base);
}

std::optional<Variable> Symbols::global(std::uint64_t offset, unsigned size) {
  return variable_in(index_->variables(), offset + index_->base(), size);
}

std::optional<Variable> Symbols::thread_local_at(std::uint64_t offset,
                                                 unsigned size) {
  const auto below = static_cast<std::uint64_t>(sign_extended(offset, 5));
  return variable_in(index_->thread_locals(),
                     index_->thread_local_size() - below, size);
}

std::optional<Variable> Symbols::local(std::uint64_t pc,
                                       std::int64_t below_frame,
                                       unsigned size) {
  const auto* function = find_in(index_->functions(), pc + index_->base());
  if (function == nullptr || !function->second.entry) return std::nullopt;
  const Dwarf_Die entry = *function->second.entry;
  return LocalSearch(below_frame, size, frame_base_is_rbp(entry)).in(entry);
}

std::optional<std::int64_t> Symbols::own_frame_argument(std::uint64_t pc) {
  const auto offset =
      argument_from_rbp(index_->code_before(pc + index_->base(), 24));
  if (!offset) return std::nullopt;
  return -(*offset - 16);  // rbp is 16 below the canonical address
}

std::optional<unsigned> Symbols::type_size(const std::string& name) {
  const auto type = index_->type_named(name);
  if (!type) return std::nullopt;
  return static_cast<unsigned>(size_of(*type));
}

std::optional<Variable> Symbols::member_of(const std::string& type,
                                           std::uint64_t offset,
                                           unsigned size) {
  const auto entry = index_->type_named(type);
  if (!entry) return std::nullopt;
  Variable variable;
  descend(*entry, offset, size, variable);
  return variable;
}

}  // namespace interleave

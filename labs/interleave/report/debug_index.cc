#include "labs/interleave/report/debug_index.hh"

#include <dwarf.h>
#include <fcntl.h>
#include <gelf.h>

#include <algorithm>

#include "labs/interleave/report/debug_types.hh"

namespace interleave {

namespace {

constexpr int kDeepest = 64;  // scopes; the file may be damaged

bool is_type(int tag) {
  return tag == DW_TAG_structure_type || tag == DW_TAG_class_type ||
         tag == DW_TAG_union_type || tag == DW_TAG_typedef ||
         tag == DW_TAG_base_type || tag == DW_TAG_enumeration_type;
}

// gcc calls the class of a lambda "<lambda()>", clang gives it no name.
std::string function_name(const std::string& scope, const std::string& name) {
  if (name == "operator()" &&
      (scope.find("<lambda") != std::string::npos || scope.empty()))
    return "a lambda";
  return scope.empty() ? name : scope + "::" + name;
}

struct Location {
  bool thread_local_ = false;
  std::uint64_t address = 0;
};

std::optional<Location> static_location(Dwarf_Die entry) {
  Dwarf_Attribute attribute;
  Dwarf_Op* code = nullptr;
  std::size_t length = 0;
  if (dwarf_attr(&entry, DW_AT_location, &attribute) == nullptr ||
      dwarf_getlocation(&attribute, &code, &length) != 0 || length == 0)
    return std::nullopt;
  const auto operation = [&](std::size_t i) { return code[i].atom; };
  if (operation(0) == DW_OP_addr && length == 1)
    return Location{false, code[0].number};
  const bool is_thread_local =
      length == 2 && (operation(1) == DW_OP_GNU_push_tls_address ||
                      operation(1) == DW_OP_form_tls_address);
  if (is_thread_local) return Location{true, code[0].number};
  return std::nullopt;
}

}  // namespace

const Ranges::value_type* find_in(const Ranges& ranges, std::uint64_t address) {
  auto after = ranges.upper_bound(address);
  if (after == ranges.begin()) return nullptr;
  --after;
  return address < after->second.end ? &*after : nullptr;
}

DebugIndex::DebugIndex(const std::string& path) {
  file_.reset(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file_) return;
  elf_version(EV_CURRENT);
  elf_.reset(elf_begin(file_.get(), ELF_C_READ_MMAP, nullptr));
  if (elf_ == nullptr) return;
  image_ = elf_rawfile(elf_.get(), &image_size_);
  read_segments();
  dwarf_.reset(dwarf_begin_elf(elf_.get(), DWARF_C_READ, nullptr));
  Dwarf_CU* unit = nullptr;
  Dwarf_Die entry;
  while (dwarf_ != nullptr &&
         dwarf_get_units(dwarf_.get(), unit, &unit, nullptr, nullptr, &entry,
                         nullptr) == 0)
    read_unit(entry);
  // An end before a beginning at the same address, else it would hide it.
  std::stable_sort(
      lines_.begin(), lines_.end(), [](const CodeLine& a, const CodeLine& b) {
        return a.address != b.address ? a.address < b.address
                                      : a.file == nullptr && b.file != nullptr;
      });
  read_symbol_table();
}

void DebugIndex::read_segments() {
  std::size_t count = 0;
  if (elf_getphdrnum(elf_.get(), &count) != 0) return;
  for (std::size_t i = 0; i < count; ++i) {
    GElf_Phdr header;
    if (gelf_getphdr(elf_.get(), static_cast<int>(i), &header) == nullptr)
      continue;
    if (header.p_type == PT_LOAD)
      segments_.push_back({header.p_vaddr, header.p_offset, header.p_filesz});
    if (header.p_type == PT_TLS && header.p_align != 0)
      thread_local_size_ =
          (header.p_memsz + header.p_align - 1) & ~(header.p_align - 1);
  }
}

void DebugIndex::read_unit(Dwarf_Die unit) {
  read_lines(unit);
  read_entries(unit, "", 0);
}

void DebugIndex::read_lines(Dwarf_Die unit) {
  Dwarf_Lines* lines = nullptr;
  std::size_t count = 0;
  if (dwarf_getsrclines(&unit, &lines, &count) != 0) return;
  for (std::size_t i = 0; i < count; ++i) {
    Dwarf_Line* line = dwarf_onesrcline(lines, i);
    Dwarf_Addr address = 0;
    int number = 0;
    bool end = false;
    dwarf_lineaddr(line, &address);
    dwarf_lineno(line, &number);
    dwarf_lineendsequence(line, &end);
    const char* file = dwarf_linesrc(line, nullptr, nullptr);
    lines_.push_back(
        {address, end ? nullptr : file, static_cast<unsigned>(number)});
  }
}

void DebugIndex::read_entries(Dwarf_Die parent, const std::string& scope,
                              int depth) {
  Dwarf_Die entry;
  if (depth == kDeepest || dwarf_child(&parent, &entry) != 0) return;
  do {
    const int tag = dwarf_tag(&entry);
    if (tag == DW_TAG_variable) read_variable(entry, scope);
    if (tag == DW_TAG_subprogram) read_function(entry, scope);
    if (is_type(tag) && dwarf_hasattr(&entry, DW_AT_declaration) == 0)
      types_.emplace(name_of(entry), entry);
    std::string inner = scope;
    if (tag == DW_TAG_namespace || is_type(tag))
      inner += (scope.empty() ? "" : "::") + name_of(entry);
    if (dwarf_haschildren(&entry) == 1) read_entries(entry, inner, depth + 1);
  } while (dwarf_siblingof(&entry, &entry) == 0);
}

// The scope of a member function that is defined outside its class is where it
// was declared.
std::string declared_scope(Dwarf_Die entry, const std::string& scope) {
  Dwarf_Attribute attribute;
  Dwarf_Die declaration;
  const unsigned names[] = {DW_AT_specification, DW_AT_abstract_origin};
  for (const unsigned name : names) {
    if (dwarf_attr(&entry, name, &attribute) == nullptr ||
        dwarf_formref_die(&attribute, &declaration) == nullptr)
      continue;
    return declared_scope(declaration, scope);
  }
  Dwarf_Die* scopes = nullptr;
  const int count = dwarf_getscopes_die(&entry, &scopes);
  std::string result;
  for (int i = count - 1; i > 0; --i) {
    const int tag = dwarf_tag(&scopes[i]);
    if (tag != DW_TAG_namespace && !is_type(tag)) continue;
    const std::string name = name_of(scopes[i]);
    if (name.empty()) continue;  // nobody writes an unnamed namespace
    result += (result.empty() ? "" : "::") + name;
  }
  free(scopes);
  return count > 0 ? result : scope;
}

void DebugIndex::read_function(Dwarf_Die entry, const std::string& scope) {
  Dwarf_Addr begin = 0, end = 0;
  if (dwarf_lowpc(&entry, &begin) != 0 || dwarf_highpc(&entry, &end) != 0)
    return;
  functions_[begin] = {
      end, entry, function_name(declared_scope(entry, scope), name_of(entry))};
}

void DebugIndex::read_variable(Dwarf_Die entry, const std::string& scope) {
  const auto location = static_location(entry);
  if (!location) return;
  const auto type = type_of(entry);
  const std::uint64_t size = type ? size_of(*type) : 0;
  const std::string where = declared_scope(entry, scope);
  Ranges& ranges = location->thread_local_ ? thread_locals_ : variables_;
  ranges[location->address] = {
      location->address + std::max<std::uint64_t>(size, 1), entry,
      (where.empty() ? "" : where + "::") + name_of(entry)};
}

std::optional<Dwarf_Die> DebugIndex::type_named(const std::string& name) const {
  const auto found = types_.find(name);
  if (found == types_.end()) return std::nullopt;
  if (dwarf_tag(const_cast<Dwarf_Die*>(&found->second)) != DW_TAG_typedef)
    return found->second;
  return type_of(found->second);
}

// Symbols of objects that were compiled without debug information.
void DebugIndex::read_symbol_table() {
  Elf_Scn* section = nullptr;
  while ((section = elf_nextscn(elf_.get(), section)) != nullptr) {
    GElf_Shdr header;
    if (gelf_getshdr(section, &header) == nullptr ||
        header.sh_type != SHT_SYMTAB || header.sh_entsize == 0)
      continue;
    Elf_Data* data = elf_getdata(section, nullptr);
    const std::size_t count = header.sh_size / header.sh_entsize;
    for (std::size_t i = 0; data != nullptr && i < count; ++i) {
      GElf_Sym symbol;
      if (gelf_getsym(data, static_cast<int>(i), &symbol) == nullptr) break;
      const int type = GELF_ST_TYPE(symbol.st_info);
      const char* name = elf_strptr(elf_.get(), header.sh_link, symbol.st_name);
      if (name == nullptr || symbol.st_size == 0) continue;
      const NamedRange range{symbol.st_value + symbol.st_size, std::nullopt,
                             name};
      if (type == STT_FUNC) functions_.emplace(symbol.st_value, range);
      if (type == STT_OBJECT) variables_.emplace(symbol.st_value, range);
    }
  }
}

const CodeLine* DebugIndex::line_of(std::uint64_t address) const {
  auto after = std::upper_bound(lines_.begin(), lines_.end(), address,
                                [](std::uint64_t value, const CodeLine& line) {
                                  return value < line.address;
                                });
  if (after == lines_.begin()) return nullptr;
  --after;
  return after->file == nullptr ? nullptr : &*after;
}

std::span<const unsigned char> DebugIndex::code_before(std::uint64_t address,
                                                       std::size_t size) const {
  for (const Segment& segment : segments_) {
    if (address < segment.address + size ||
        address - segment.address > segment.size)
      continue;
    const std::uint64_t end = segment.offset + (address - segment.address);
    if (image_ == nullptr || end > image_size_) return {};
    return {reinterpret_cast<const unsigned char*>(image_) + end - size, size};
  }
  return {};
}

}  // namespace interleave

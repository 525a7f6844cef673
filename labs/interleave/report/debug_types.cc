#include "labs/interleave/report/debug_types.hh"

#include <dwarf.h>

#include <functional>

namespace interleave {

namespace {

// Types may be nested, but not without end: the file may be damaged.
constexpr int kDeepest = 64;

bool is_wrapper(int tag) {
  return tag == DW_TAG_typedef || tag == DW_TAG_const_type ||
         tag == DW_TAG_volatile_type || tag == DW_TAG_restrict_type ||
         tag == DW_TAG_atomic_type;
}

bool is_reserved(const std::string& name) {
  return name.starts_with("_M_") || name.starts_with("__");
}

void for_each_child(Dwarf_Die entry,
                    const std::function<void(Dwarf_Die)>& visit) {
  Dwarf_Die child;
  if (dwarf_child(&entry, &child) != 0) return;
  do visit(child);
  while (dwarf_siblingof(&child, &child) == 0);
}

ValueType::Kind kind_of_encoding(std::uint64_t encoding) {
  using Kind = ValueType::Kind;
  switch (encoding) {
    case DW_ATE_boolean:
      return Kind::kBool;
    case DW_ATE_signed:
      return Kind::kSigned;
    case DW_ATE_unsigned:
      return Kind::kUnsigned;
    case DW_ATE_signed_char:
      return Kind::kCharacter;
    case DW_ATE_unsigned_char:
      return Kind::kCharacter;
    case DW_ATE_float:
      return Kind::kFloating;
    default:
      return Kind::kUnknown;
  }
}

std::int64_t enumerator_value(Dwarf_Die enumerator) {
  Dwarf_Attribute attribute;
  Dwarf_Sword value = 0;
  if (dwarf_attr(&enumerator, DW_AT_const_value, &attribute) != nullptr)
    dwarf_formsdata(&attribute, &value);
  return value;
}

ValueType value_type(Dwarf_Die type) {
  ValueType result;
  result.size = static_cast<unsigned>(size_of(type));
  const int tag = dwarf_tag(&type);
  if (tag == DW_TAG_base_type) {
    result.kind =
        kind_of_encoding(number_attribute(type, DW_AT_encoding).value_or(0));
  } else if (tag == DW_TAG_pointer_type || tag == DW_TAG_reference_type) {
    result.kind = ValueType::Kind::kPointer;
    if (result.size == 0) result.size = 8;
  } else if (tag == DW_TAG_enumeration_type) {
    result.kind = ValueType::Kind::kEnumeration;
    for_each_child(type, [&](Dwarf_Die child) {
      result.enumerators.emplace_back(enumerator_value(child), name_of(child));
    });
  }
  return result;
}

std::uint64_t element_count(Dwarf_Die subrange) {
  if (const auto count = number_attribute(subrange, DW_AT_count)) return *count;
  if (const auto last = number_attribute(subrange, DW_AT_upper_bound))
    return *last + 1;
  return 0;
}

class Descent {
 public:
  Descent(std::uint64_t offset, unsigned size, Variable& variable)
      : offset_(offset), size_(size), variable_(variable) {}

  void into(Dwarf_Die type) {
    if (--steps_left_ == 0) return;
    const int tag = dwarf_tag(&type);
    if (tag == DW_TAG_array_type) return into_array(type);
    // An access to all of a structure is to the structure.
    const bool whole = offset_ == 0 && size_ != 0 && size_ == size_of(type);
    const bool has_members = tag == DW_TAG_structure_type ||
                             tag == DW_TAG_class_type ||
                             tag == DW_TAG_union_type;
    if (has_members && !(whole && has_many_members(type)))
      return into_members(type);
    if (has_members) return;
    variable_.type = value_type(type);
    if (offset_ != 0) say("+" + std::to_string(offset_));
  }

 private:
  void say(const std::string& part) {
    if (!silent_) variable_.name += part;
  }

  static bool has_many_members(Dwarf_Die type) {
    int members = 0;
    for_each_child(type, [&](Dwarf_Die child) {
      const int tag = dwarf_tag(&child);
      if (tag == DW_TAG_member || tag == DW_TAG_inheritance) ++members;
    });
    return members > 1;
  }

  void into_array(Dwarf_Die type) {
    const auto element = type_of(type);
    if (!element) return;
    std::vector<std::uint64_t> counts;
    for_each_child(type, [&](Dwarf_Die child) {
      if (dwarf_tag(&child) == DW_TAG_subrange_type)
        counts.push_back(element_count(child));
    });
    std::uint64_t stride = size_of(*element);
    if (stride == 0) return;
    if (size_ > stride && offset_ == 0) return;  // a range from its beginning
    for (std::size_t i = 1; i < counts.size(); ++i) stride *= counts[i];
    for (std::size_t i = 0; i < counts.size() && stride != 0; ++i) {
      say("[" + std::to_string(offset_ / stride) + "]");
      offset_ %= stride;
      stride /=
          i + 1 < counts.size() ? std::max<std::uint64_t>(counts[i + 1], 1) : 1;
    }
    into(*element);
  }

  void into_members(Dwarf_Die type) {
    std::optional<Dwarf_Die> found;
    std::uint64_t found_at = 0;
    for_each_child(type, [&](Dwarf_Die child) {
      if (found) return;
      const int tag = dwarf_tag(&child);
      if (tag != DW_TAG_member && tag != DW_TAG_inheritance) return;
      if (number_attribute(child, DW_AT_declaration)) return;  // static
      if (number_attribute(child, DW_AT_external)) return;
      const std::uint64_t at =
          number_attribute(child, DW_AT_data_member_location).value_or(0);
      const auto member_type = type_of(child);
      if (!member_type) return;
      const std::uint64_t size = size_of(*member_type);
      if (offset_ < at || offset_ - at >= size) return;
      found = child;
      found_at = at;
    });
    if (!found) return;
    const std::string name = name_of(*found);
    if (is_reserved(name)) silent_ = true;
    if (!name.empty() && dwarf_tag(&*found) == DW_TAG_member) say("." + name);
    offset_ -= found_at;
    into(*type_of(*found));
  }

  std::uint64_t offset_;
  unsigned size_;
  Variable& variable_;
  bool silent_ = false;
  int steps_left_ = kDeepest;
};

}  // namespace

std::optional<Dwarf_Die> type_of(Dwarf_Die entry) {
  for (int i = 0; i < kDeepest; ++i) {
    Dwarf_Attribute attribute;
    Dwarf_Die type;
    if (dwarf_attr_integrate(&entry, DW_AT_type, &attribute) == nullptr ||
        dwarf_formref_die(&attribute, &type) == nullptr)
      return std::nullopt;
    if (!is_wrapper(dwarf_tag(&type))) return type;
    entry = type;
  }
  return std::nullopt;
}

std::string name_of(Dwarf_Die entry) {
  Dwarf_Attribute attribute;
  const char* name =
      dwarf_formstring(dwarf_attr_integrate(&entry, DW_AT_name, &attribute));
  return name == nullptr ? "" : name;
}

std::optional<std::uint64_t> number_attribute(Dwarf_Die entry, unsigned name) {
  Dwarf_Attribute attribute;
  Dwarf_Word value = 0;
  if (dwarf_attr_integrate(&entry, name, &attribute) == nullptr)
    return std::nullopt;
  if (dwarf_formudata(&attribute, &value) == 0) return value;
  bool flag = false;
  if (dwarf_formflag(&attribute, &flag) == 0 && flag) return 1;
  return std::nullopt;
}

std::uint64_t size_of(Dwarf_Die type) {
  Dwarf_Word size = 0;
  return dwarf_aggregate_size(&type, &size) == 0 ? size : 0;
}

void descend(Dwarf_Die type, std::uint64_t offset, unsigned size,
             Variable& variable) {
  Descent(offset, size, variable).into(type);
}

}  // namespace interleave

#include "labs/interleave/report/object_names.hh"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace interleave {

namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// What follows `keyword` as a word of its own; npos if it does not occur.
std::size_t behind(const std::string& line, const std::string& keyword) {
  for (std::size_t at = line.find(keyword); at != std::string::npos;
       at = line.find(keyword, at + 1)) {
    const std::size_t end = at + keyword.size();
    const bool starts = at == 0 || !is_word(line[at - 1]);
    if (starts && (end == line.size() || !is_word(line[end]))) return end;
  }
  return std::string::npos;
}

std::string of_thread(std::uint64_t object) {
  return " of thread " + std::to_string(thread_of(object));
}

}  // namespace

std::string allocated_type(const std::string& line) {
  std::size_t at = behind(line, "sizeof");
  if (at == std::string::npos) at = behind(line, "new");
  if (at == std::string::npos) return {};
  std::string type;
  for (; at < line.size(); ++at) {
    const char c = line[at];
    if (is_word(c)) type += c;
    const bool is_blank = c == ' ' || c == '(';
    if (!is_word(c) && !is_blank) break;
    if (is_blank && (type == "struct" || type == "class")) type.clear();
    if (is_blank && !type.empty()) break;
  }
  return type;
}

void ObjectNames::learn(std::uint32_t step, const Event& event,
                        const std::string& source_line) {
  if (event.op == Op::kAllocate) learn_block(step, event, source_line);
  // An access to a local of one's own tells where the frame is; with that, the
  // accesses of others to its locals have names.
  if (place_of(event.object) != Place::kStack ||
      thread_of(event.object) != event.thread)
    return;
  const auto below = symbols_.own_frame_argument(event.pc);
  const auto offset = static_cast<std::int64_t>(offset_of(event.object));
  if (!below || *below > offset) return;
  auto& frames = frames_[event.thread];
  const auto key = static_cast<std::uint64_t>(offset - *below);
  const auto same = frames.equal_range(key);
  const bool known = std::any_of(same.first, same.second, [&](const auto& f) {
    return symbols_.same_function(f.second, event.pc);
  });
  if (!known) frames.insert({key, event.pc});
}

void ObjectNames::learn_block(std::uint32_t step, const Event& event,
                              const std::string& source_line) {
  HeapBlock block{"", allocated_type(source_line), event.extra, step};
  const auto size = symbols_.type_size(block.type);
  if (!size || *size == 0 || event.extra % *size != 0) block.type.clear();
  const std::string kind = block.type.empty() ? "block" : block.type;
  block.name = kind + "#" + std::to_string(++counts_[kind]);
  blocks_[event.object] = block;
}

const HeapBlock* ObjectNames::block_of(std::uint64_t object) const {
  auto after = blocks_.upper_bound(object);
  if (after == blocks_.begin()) return nullptr;
  --after;
  const std::uint64_t size = std::max<std::uint64_t>(after->second.size, 1);
  return object - after->first < size ? &after->second : nullptr;
}

Variable ObjectNames::in_block(std::uint64_t object, unsigned size) const {
  const HeapBlock* block = block_of(object);
  if (block == nullptr) return {"heap data" + of_thread(object), {}};
  std::uint64_t offset = object - std::prev(blocks_.upper_bound(object))->first;
  Variable variable{block->name, {}};
  const auto element = symbols_.type_size(block->type);
  if (block->type.empty() || !element) {
    if (offset != 0) variable.name += "+" + std::to_string(offset);
    return variable;
  }
  // An access to the whole block is to no element of it.
  if (offset == 0 && size > *element) return variable;
  if (block->size > *element)
    variable.name += "[" + std::to_string(offset / *element) + "]";
  if (const auto member =
          symbols_.member_of(block->type, offset % *element, size)) {
    variable.name += member->name;
    variable.type = member->type;
  }
  return variable;
}

Variable ObjectNames::local(std::uint64_t object, unsigned size) const {
  const auto frames = frames_.find(thread_of(object));
  const std::uint64_t offset = offset_of(object);
  const std::string owner = thread_of(object) == 0 ? "" : of_thread(object);
  if (frames != frames_.end()) {
    // Innermost first: the nearest canonical address above the object.
    const auto& by_address = frames->second;
    for (auto at = by_address.upper_bound(offset); at != by_address.begin();) {
      --at;
      const auto below = static_cast<std::int64_t>(offset - at->first);
      if (auto found = symbols_.local(at->second, below, size)) {
        found->name += owner;
        return *found;
      }
    }
  }
  return {"a local" + of_thread(object), {}};
}

Variable ObjectNames::name(std::uint64_t object, unsigned size) const {
  switch (place_of(object)) {
    case Place::kNowhere:
      return {};
    case Place::kGlobal:
      return symbols_.global(offset_of(object), size)
          .value_or(Variable{"a global", {}});
    case Place::kHeap:
      return in_block(object, size);
    case Place::kStack:
      return local(object, size);
    case Place::kThreadLocal: {
      Variable variable = symbols_.thread_local_at(offset_of(object), size)
                              .value_or(Variable{"thread-local data", {}});
      variable.name += of_thread(object);
      return variable;
    }
    case Place::kMapping:
      return {"mapped data" + of_thread(object), {}};
    case Place::kLibrary:
      return {"a library's data", {}};
    case Place::kThread:
      return {"thread " + std::to_string(offset_of(object)), {}};
    case Place::kDescriptor:
      return {"descriptor " + std::to_string(offset_of(object)), {}};
  }
  return {};
}

}  // namespace interleave

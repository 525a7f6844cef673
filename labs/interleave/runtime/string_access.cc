#include "labs/interleave/runtime/string_access.hh"

#include "labs/interleave/runtime/outcome.hh"
#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {

bool is_visible(const void* return_address) {
  return state_is_mapped() && exploring() && called_by_program(return_address);
}

std::size_t string_extent(const char* text, std::size_t most) {
  std::size_t length = 0;
  while (length < most && text[length] != '\0') ++length;
  return length < most ? length + 1 : most;
}

bool can_change(const void* pointer) {
  const auto address = reinterpret_cast<std::uintptr_t>(pointer);
  switch (place_of(object_of(pointer))) {
    case Place::kGlobal:
    case Place::kLibrary:
      return in_region(state().checkpoint, address);
    default:
      return true;
  }
}

void blame_call(const void* return_address) {
  self().pending.pc = program_pc(return_address, nullptr);
}

void correct_length(Event* event, const void* address, std::size_t length) {
  if (event == nullptr || event->extra == length) return;
  event->extra = length;
  check_block(address, length);
}

void note_string(const char* text, std::size_t most,
                 const void* return_address) {
  note_read(text, return_address, [&] { return string_extent(text, most); });
}

}  // namespace interleave

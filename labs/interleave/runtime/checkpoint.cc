#include "labs/interleave/runtime/checkpoint.hh"

#include <fcntl.h>
#include <sys/mman.h>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/state.hh"

namespace interleave {
namespace {

constexpr std::size_t kPage = 4096;
constexpr std::size_t kMapsText = 256 << 10;

std::uintptr_t read_hex(const char*& at) {
  std::uintptr_t value = 0;
  for (;; ++at) {
    if (*at >= '0' && *at <= '9') {
      value = value << 4 | static_cast<unsigned>(*at - '0');
    } else if (*at >= 'a' && *at <= 'f') {
      value = value << 4 | static_cast<unsigned>(*at - 'a' + 10);
    } else {
      return value;
    }
  }
}

std::size_t read_file(const char* path, char* text, std::size_t room) {
  const long file = kernel::call(SYS_openat, AT_FDCWD,
                                 reinterpret_cast<long>(path), O_RDONLY);
  if (file < 0) kernel::die("cannot read /proc/self/maps");
  std::size_t length = 0;
  for (;;) {
    const long got =
        kernel::call(SYS_read, file, reinterpret_cast<long>(text + length),
                     static_cast<long>(room - length - 1));
    if (got <= 0) break;
    length += static_cast<std::size_t>(got);
  }
  kernel::call(SYS_close, file);
  text[length] = '\0';
  return length;
}

// The kernel's own stack of the process holds the serving loop, which is not
// the program's to change, and above it what the program was started with.
bool is_kernel_stack(const char* line, const char* end) {
  constexpr char kName[] = "[stack]";
  constexpr long kLength = sizeof kName - 1;
  if (end - line < kLength) return false;
  for (long i = 0; i < kLength; ++i) {
    if (end[i - kLength] != kName[i]) return false;
  }
  return true;
}

// argv and the environment: pointers and strings. Never by page, since they
// share one with the serving loop.
void add_arguments(Checkpoint& checkpoint, char** arguments,
                   std::uintptr_t last) {
  char* begin = reinterpret_cast<char*>(arguments);
  const auto size = last - reinterpret_cast<std::uintptr_t>(begin);
  add_region(checkpoint, begin, size);
  checkpoint.regions[checkpoint.region_count - 1].tracked = false;
}

// One line: "begin-end rw-p offset device inode name".
void consider_mapping(Checkpoint& checkpoint, const char* line, const char* end,
                      char** arguments) {
  const char* at = line;
  const std::uintptr_t first = read_hex(at);
  ++at;
  const std::uintptr_t last = read_hex(at);
  const bool writable_private = at[1] == 'r' && at[2] == 'w' && at[4] == 'p';
  const bool ours = first >= kArenas && first < kOwnAddressesEnd;
  if (!writable_private || ours) return;
  if (is_kernel_stack(line, end)) {
    add_arguments(checkpoint, arguments, last);
  } else {
    add_region(checkpoint, reinterpret_cast<char*>(first), last - first);
  }
}

void restore_pages(const Checkpoint& checkpoint) {
  for (unsigned i = 0; i < checkpoint.dirty_count; ++i) {
    kernel::copy(checkpoint.dirty[i].address, checkpoint.dirty[i].saved, kPage);
  }
}

// The kernel writes to main's record at any time (restartable sequences), and
// kills the process if it cannot.
bool holds_record(const char* begin, std::size_t size) {
  return current_thread_pointer() - reinterpret_cast<std::uintptr_t>(begin) <
         size;
}

// Before the first write to a page. False: there was one.
bool save_page(Checkpoint& checkpoint, const Region& region,
               std::size_t number) {
  if (region.written[number]) return false;
  if (checkpoint.dirty_count == kMaxDirtyPages) {
    kernel::die("the program writes more memory than can be put back");
  }
  region.written[number] = true;
  char* page = region.begin + number * kPage;
  auto* saved = static_cast<char*>(kernel::map(kPage));
  kernel::copy(saved, page, kPage);
  checkpoint.dirty[checkpoint.dirty_count++] = {page, saved};
  kernel::protect(reinterpret_cast<std::uintptr_t>(page), kPage,
                  PROT_READ | PROT_WRITE);
  return true;
}

}  // namespace

void add_region(Checkpoint& checkpoint, char* begin, std::size_t size) {
  if (checkpoint.region_count == kMaxRegions) {
    kernel::die("the program has too many memory mappings");
  }
  Region& region = checkpoint.regions[checkpoint.region_count++];
  region = {begin, nullptr, size,
            size > kCopiedWhole && !holds_record(begin, size), nullptr};
}

void save_program(Checkpoint& checkpoint, char** arguments) {
  auto* text = static_cast<char*>(kernel::map(kMapsText));
  const std::size_t length = read_file("/proc/self/maps", text, kMapsText);
  for (const char* line = text; line < text + length;) {
    const char* end = line;
    while (*end != '\n' && *end != '\0') ++end;
    consider_mapping(checkpoint, line, end, arguments);
    line = end + 1;
  }
  checkpoint.dirty = static_cast<Checkpoint::Page*>(
      kernel::map(kMaxDirtyPages * sizeof(Checkpoint::Page)));
  for (unsigned i = 0; i < checkpoint.region_count; ++i) {
    Region& region = checkpoint.regions[i];
    if (region.tracked) {
      region.written = static_cast<bool*>(kernel::map(region.size / kPage));
      kernel::protect(reinterpret_cast<std::uintptr_t>(region.begin),
                      region.size, PROT_READ);
    } else {
      region.saved = static_cast<char*>(kernel::map(region.size));
      kernel::copy(region.saved, region.begin, region.size);
    }
  }
}

bool in_region(const Checkpoint& checkpoint, std::uintptr_t address) {
  for (unsigned i = 0; i < checkpoint.region_count; ++i) {
    const Region& region = checkpoint.regions[i];
    const auto begin = reinterpret_cast<std::uintptr_t>(region.begin);
    if (address - begin < region.size) return true;
  }
  return false;
}

std::uint64_t restore(Checkpoint& checkpoint) {
  std::uint64_t bytes = checkpoint.dirty_count * kPage;
  for (unsigned i = 0; i < checkpoint.region_count; ++i) {
    const Region& region = checkpoint.regions[i];
    if (region.tracked) continue;
    kernel::copy(region.begin, region.saved, region.size);
    bytes += region.size;
  }
  restore_pages(checkpoint);
  return bytes;
}

bool note_dirty(Checkpoint& checkpoint, std::uintptr_t address) {
  for (unsigned i = 0; i < checkpoint.region_count; ++i) {
    const Region& region = checkpoint.regions[i];
    const auto begin = reinterpret_cast<std::uintptr_t>(region.begin);
    if (!region.tracked || address - begin >= region.size) continue;
    return save_page(checkpoint, region, (address - begin) / kPage);
  }
  return false;
}

void save_range(Checkpoint& checkpoint, std::uintptr_t address,
                std::size_t size) {
  if (size == 0) return;
  const std::uintptr_t last = address + (size - 1);
  const std::uintptr_t end = last < address ? ~std::uintptr_t{0} : last;
  for (unsigned i = 0; i < checkpoint.region_count; ++i) {
    const Region& region = checkpoint.regions[i];
    const auto begin = reinterpret_cast<std::uintptr_t>(region.begin);
    const std::uintptr_t region_end = begin + (region.size - 1);
    if (!region.tracked || address > region_end || end < begin) continue;
    const std::uintptr_t from = address > begin ? address : begin;
    const std::uintptr_t to = end < region_end ? end : region_end;
    for (std::size_t n = (from - begin) / kPage; n <= (to - begin) / kPage;
         ++n) {
      save_page(checkpoint, region, n);
    }
  }
}

}  // namespace interleave

#include "labs/interleave/runtime/descriptors.hh"

#include <errno.h>
#include <fcntl.h>

#include "labs/interleave/runtime/connection.hh"
#include "labs/interleave/runtime/epoll.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {
namespace {

// One end of a pipe is gone: the other one sees it.
void end_pipe(File& file) {
  if (file.in != nullptr) {
    file.in->reader_gone = true;
    file.in->end_step = acting_step();
    changed_out(file.peer);
  }
  if (file.out != nullptr) {
    file.out->ended = true;
    file.out->end_step = acting_step();
    changed_in(file.peer);
  }
  if (file.peer != nullptr) file.peer->peer = nullptr;
  note_progress();
}

void end_file(File& file) {
  forget_watches_of(file);
  switch (file.kind) {
    case Kind::kPipe:
      end_pipe(file);
      break;
    case Kind::kSocket:
      end_socket(file);
      break;
    case Kind::kEpoll:
      forget_watches_in(file);
      break;
    case Kind::kEvent:
    case Kind::kNothing:
      break;
  }
  drop_stream(file.in);
  drop_stream(file.out);
  kernel::fill(&file, 0, sizeof file);
}

// The engine closes what a schedule opened, but cannot bring back what it
// closed: input and output are nothing from then on.
void reset_standard_descriptors() {
  Descriptors& d = state().descriptors;
  for (int i = 0; i < 3; ++i) {
    if (!d.standard_changed[i]) continue;
    d.standard_changed[i] = false;
    kernel::call(SYS_close, i);
    const int null = new_number(false);
    if (null == i) continue;
    kernel::call(SYS_dup2, null, i);
    kernel::call(SYS_close, null);
  }
}

}  // namespace

void reset_descriptors() {
  Descriptors& d = state().descriptors;
  reset_streams();
  kernel::fill(d.files, 0, (d.file_count + 1) * sizeof(File));
  kernel::fill(d.watches, 0, (d.watch_count + 1) * sizeof(Watch));
  kernel::fill(d.table, 0, d.table_size * sizeof d.table[0]);
  d.file_count = d.watch_count = d.table_size = 0;
  kernel::fill(d.fruitless, 0, sizeof d.fruitless);
  d.next_port = 40000;
  reset_standard_descriptors();
}

File* file_of(int descriptor) {
  Descriptors& d = state().descriptors;
  const auto number = static_cast<unsigned>(descriptor);
  if (number >= d.table_size || d.table[number] == 0) return nullptr;
  return &d.files[d.table[number]];
}

bool is_modelled(int descriptor) {
  return exploring() && file_of(descriptor) != nullptr;
}

File& new_file(Kind kind) {
  Descriptors& d = state().descriptors;
  for (unsigned i = 1; i < kMaxFiles; ++i) {
    File& file = d.files[i];
    if (file.kind != Kind::kNothing) continue;
    file.kind = kind;
    if (i > d.file_count) d.file_count = i;
    return file;
  }
  unsupported("more than 1023 pipes, sockets and epoll sets at once");
}

int new_number(bool close_on_exec) {
  const int flags = O_RDWR | (close_on_exec ? O_CLOEXEC : 0);
  return static_cast<int>(
      kernel::call(SYS_open, reinterpret_cast<long>("/dev/null"), flags));
}

int new_descriptor(File& file, bool close_on_exec) {
  const int number = new_number(close_on_exec);
  ++file.references;
  if (number < 0) {
    release(file);
    return number;
  }
  bind_descriptor(number, &file);
  return number;
}

void bind_descriptor(int descriptor, File* file) {
  Descriptors& d = state().descriptors;
  const auto number = static_cast<unsigned>(descriptor);
  if (number >= kMaxDescriptors) {
    if (file == nullptr) return;
    unsupported("a descriptor above 1023");
  }
  if (number >= d.table_size) d.table_size = number + 1;
  d.table[number] =
      file == nullptr ? 0 : static_cast<std::uint16_t>(file - d.files);
}

std::uint32_t acting_step() {
  std::uint32_t step = last_step();
  while (step > 0 && is_plain(event_at(step).op)) --step;
  return step;
}

void note_changed(int descriptor) {
  if (descriptor < 0 || descriptor > 2) return;
  state().descriptors.standard_changed[descriptor] = true;
}

void release(File& file) {
  if (--file.references == 0) end_file(file);
}

}  // namespace interleave

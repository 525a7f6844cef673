#include "labs/grader/sandbox/orders.hh"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "csapp/descriptor.hh"
#include "labs/grader/sandbox/frames.hh"
#include "labs/grader/sandbox/whole_io.hh"

namespace grader {
namespace {

void put(FrameWriter& out, const Limits& limits) {
  out.number(static_cast<std::uint64_t>(limits.wall.count()));
  out.number(static_cast<std::uint64_t>(limits.cpu.count()));
  out.number(limits.processes);
  out.number(limits.memory_bytes);
  out.number(limits.scratch_bytes);
  out.number(limits.file_bytes);
  out.number(limits.open_files);
  out.number(limits.output_bytes);
}

Limits take_limits(FrameReader& in) {
  Limits limits;
  limits.wall = std::chrono::seconds(in.number());
  limits.cpu = std::chrono::seconds(in.number());
  limits.processes = static_cast<unsigned>(in.number());
  limits.memory_bytes = in.number();
  limits.scratch_bytes = in.number();
  limits.file_bytes = in.number();
  limits.open_files = static_cast<unsigned>(in.number());
  limits.output_bytes = in.number();
  return limits;
}

}  // namespace

int orders_in_memory(const Orders& orders) {
  FrameWriter out;
  out.text(orders.commission.job);
  out.text(orders.commission.details);
  out.files(orders.commission.files);
  put(out, orders.commission.limits);
  out.number(orders.commission.tools ? 1 : 0);
  out.number(static_cast<std::uint64_t>(orders.kind));
  out.number(orders.uid);
  out.text(orders.bubblewrap);
  out.text(orders.hidden);
  csapp::Descriptor memory(::memfd_create("orders", MFD_CLOEXEC));
  if (!memory) csapp::throw_errno("memfd_create");
  write_whole(memory.get(), out.bytes());
  return memory.release();
}

Orders read_orders(int fd) {
  // From the start, whoever read it before: the offset is shared.
  const std::string bytes = read_memory_file(fd);
  FrameReader in(bytes);
  Orders orders;
  orders.commission.job = in.text();
  orders.commission.details = in.text();
  orders.commission.files = in.files();
  orders.commission.limits = take_limits(in);
  orders.commission.tools = in.number() != 0;
  orders.kind = static_cast<BoxKind>(in.number());
  orders.uid = static_cast<uid_t>(in.number());
  orders.bubblewrap = in.text();
  orders.hidden = in.text();
  return orders;
}

std::string packed_report(const Report& report) {
  FrameWriter out;
  out.number(static_cast<std::uint64_t>(Ending::kReported));
  out.text(report.text);
  out.files(report.files);
  return out.bytes();
}

std::string packed_fault(std::string_view reason) {
  FrameWriter out;
  out.number(static_cast<std::uint64_t>(Ending::kFault));
  out.text(reason);
  out.files({});
  return out.bytes();
}

Return unpacked_return(std::string_view packed) {
  FrameReader in(packed);
  Return result;
  result.ending = static_cast<Ending>(in.number());
  std::string text = in.text();
  if (result.ending == Ending::kReported) {
    result.report.text = std::move(text);
    result.report.files = in.files();
  } else {
    result.explanation = std::move(text);
  }
  return result;
}

}  // namespace grader

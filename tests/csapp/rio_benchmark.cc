// How fast lines are read: a stream of 64-byte lines, 256 MiB, from a file in
// the page cache and from a pipe; by rio_readlineb, by getline(3), byte by byte
// through a buffer (the textbook's way), and by a bare read(2) loop that does
// not look for lines. scripts/benchmark-rio runs this and prints a table.
#include <benchmark/benchmark.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "csapp/descriptor.hh"
#include "csapp/rio.h"

namespace {

using csapp::Descriptor;

constexpr size_t kLine = 64;
constexpr size_t kTotal = size_t{256} << 20;

// Writes the stream; false when the reader has gone.
bool write_stream(int fd) {
  std::string block;
  while (block.size() < 65'536) block += std::string(kLine - 1, 'x') + "\n";
  for (size_t done = 0; done < kTotal; done += block.size()) {
    if (rio_writen(fd, block.data(), block.size()) < 0) return false;
  }
  return true;
}

// The stream from the start, in the page cache: written once, never synced.
struct File {
  Descriptor open() {
    static std::FILE* const file = [] {
      std::FILE* made = std::tmpfile();
      if (made == nullptr || !write_stream(fileno(made))) {
        csapp::throw_errno("temporary file");
      }
      return made;
    }();
    Descriptor fd(dup(fileno(file)));
    lseek(fd.get(), 0, SEEK_SET);
    return fd;
  }
};

// The stream from a process that writes it into a pipe.
struct Pipe {
  Descriptor open() {
    int ends[2];
    if (pipe(ends) < 0) csapp::throw_errno("pipe");
    writer = fork();
    if (writer == 0) {
      close(ends[0]);
      _exit(write_stream(ends[1]) ? 0 : 1);
    }
    close(ends[1]);
    return Descriptor(ends[0]);
  }

  ~Pipe() { waitpid(writer, nullptr, 0); }

  pid_t writer = -1;
};

// The ways to read; each returns the bytes it has seen.
size_t by_rio(int fd) {
  static rio_t rio;
  char line[MAXLINE];
  size_t total = 0;
  rio_readinitb(&rio, fd);
  for (ssize_t n; (n = rio_readlineb(&rio, line, sizeof line)) > 0;) {
    benchmark::DoNotOptimize(line);
    total += static_cast<size_t>(n);
  }
  return total;
}

size_t by_getline(int fd) {
  std::FILE* stream = fdopen(dup(fd), "r");
  char* line = nullptr;
  size_t capacity = 0;
  size_t total = 0;
  for (ssize_t n; (n = getline(&line, &capacity, stream)) > 0;) {
    benchmark::DoNotOptimize(line);
    total += static_cast<size_t>(n);
  }
  std::free(line);
  std::fclose(stream);
  return total;
}

// A buffered read of `n` bytes: what the textbook's way calls for each byte.
ssize_t read_buffered(rio_t& rio, char* to, size_t n) {
  while (rio.rio_cnt <= 0) {
    const ssize_t got = read(rio.rio_fd, rio.rio_buf, sizeof rio.rio_buf);
    if (got <= 0) return got;
    rio.rio_cnt = static_cast<int>(got);
    rio.rio_bufptr = rio.rio_buf;
  }
  const int wanted = static_cast<int>(n);
  const int given = rio.rio_cnt < wanted ? rio.rio_cnt : wanted;
  memcpy(to, rio.rio_bufptr, static_cast<size_t>(given));
  rio.rio_bufptr += given;
  rio.rio_cnt -= given;
  return given;
}

size_t read_line_by_bytes(rio_t& rio, char* line, size_t maxlen) {
  size_t n = 0;
  while (n + 1 < maxlen && read_buffered(rio, line + n, 1) == 1) {
    if (line[n++] == '\n') break;
  }
  line[n] = '\0';
  return n;
}

size_t by_bytes(int fd) {
  static rio_t rio;
  char line[MAXLINE];
  size_t total = 0;
  rio_readinitb(&rio, fd);
  for (size_t n; (n = read_line_by_bytes(rio, line, sizeof line)) > 0;) {
    benchmark::DoNotOptimize(line);
    total += n;
  }
  return total;
}

size_t by_read(int fd) {
  char buffer[RIO_BUFSIZE];
  size_t total = 0;
  for (ssize_t n; (n = read(fd, buffer, sizeof buffer)) > 0;) {
    benchmark::DoNotOptimize(buffer);
    total += static_cast<size_t>(n);
  }
  return total;
}

template <typename Source>
void read_stream(benchmark::State& state, size_t (*way)(int)) {
  for (auto _ : state) {
    state.PauseTiming();
    Source source;
    const Descriptor fd = source.open();
    state.ResumeTiming();
    if (way(fd.get()) != kTotal) state.SkipWithError("bytes are missing");
  }
  state.SetBytesProcessed(static_cast<int64_t>(kTotal) * state.iterations());
}

void add(const std::string& way, size_t (*read_all)(int)) {
  const auto with = [&](const char* source, auto* body) {
    benchmark::RegisterBenchmark((source + ("/" + way)).c_str(), body, read_all)
        ->Iterations(1)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
  };
  with("file", read_stream<File>);
  with("pipe", read_stream<Pipe>);
}

}  // namespace

int main(int argc, char** argv) {
  add("rio_readlineb", by_rio);
  add("getline", by_getline);
  add("textbook", by_bytes);
  add("read", by_read);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
}

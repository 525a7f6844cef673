// Whole reads and writes on descriptors, with errors as exceptions.
#ifndef LABS_GRADER_SANDBOX_WHOLE_IO_HH
#define LABS_GRADER_SANDBOX_WHOLE_IO_HH

#include <string>
#include <string_view>

namespace grader {

/// Blocks until all is written. Errors: std::system_error.
void write_whole(int fd, std::string_view bytes);

/// All of a file, from its start; the offset stays. Errors: std::system_error.
[[nodiscard]] std::string read_memory_file(int fd);

/// A small file by its path, /proc's for example; empty if there is none.
[[nodiscard]] std::string read_text(const std::string& path);

/// Errors: std::system_error, which names the path.
void write_text(const std::string& path, std::string_view text);

}  // namespace grader

#endif

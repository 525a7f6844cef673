// Conversation: the student's client between its user and its server, both of
// whom are the examiner.
//
//   examiner --typed--> 0  client  <---connection---> examiner
//            <-printed- 1
//
// Waiting ends when what is waited for is there; else when the client sleeps in
// a call that only we could end, and has done so for a while; at last when
// patience ends.
//
// Fails:  Unmet, for what the client does wrong.
// Thread: the examiner's only one.
#ifndef LABS_ASSIGNMENTS_ENDPOINTS_GRADER_CONVERSATION_HH
#define LABS_ASSIGNMENTS_ENDPOINTS_GRADER_CONVERSATION_HH

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "csapp/descriptor.hh"
#include "labs/assignments/endpoints/grader/listener.hh"
#include "labs/assignments/endpoints/grader/scene.hh"
#include "labs/conformance/endpoint.hh"
#include "labs/conformance/proc_observer.hh"
#include "labs/grader/sandbox/pipe.hh"
#include "labs/grader/sandbox/student_program.hh"

namespace endpoints {

class Conversation {
 public:
  /// Starts ./client, and accepts its connection.
  explicit Conversation(Scene& scene);
  ~Conversation();
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;

  /// The user's part. A client that has ended reads nothing, which is no error.
  void type(std::string_view bytes);
  void end_input() { typed_.reset(); }
  void require_printed(std::string_view bytes);  // comes next
  void require_nothing_more_printed();           // up to its end

  /// The server's part.
  void require_received(std::string_view bytes);  // comes next
  void require_end_received();                    // the client has half-closed
  void reply(std::string_view bytes);
  void hang_up() { server_.reset(); }
  /// Until the client has taken all that was replied.
  void await_reply_taken();

  /// Types `bytes` and echoes them, until all is printed. The server reads only
  /// while it has at most `most_owed` bytes to send back.
  void require_echo(std::string_view bytes, std::size_t most_owed);

  /// Waits for its end. Throws Unmet unless it is with this exit status.
  void require_exit(int status);
  /// Ends the client. Throws Unmet unless it has said something on stderr.
  void require_complaint();
  /// Throws Unmet when it uses the processor for nothing.
  void require_quiet();

 private:
  struct Echo;  // on its way

  Conversation(Scene& scene, grader::Pipe typed, grader::Pipe printed);

  /// Whether it has become a fact.
  bool comes_true(const std::function<bool()>& fact);
  bool is_stuck();
  bool has_ended() { return observer_.wait_status().has_value(); }
  std::string describe_client();
  std::string read_next(int from, std::size_t size, std::string_view wanted);
  bool move_bytes(Echo& echo);
  void finish();

  Scene& scene_;
  Listener listener_;
  csapp::Descriptor typed_;    // ours to write
  csapp::Descriptor printed_;  // ours to read
  grader::StudentProgram program_;
  conformance::ProcObserver observer_;
  conformance::Endpoint client_;  // as the facts of servers are asked for
  csapp::Descriptor server_;
  std::uint64_t sleeps_ = 0;  // of the client, when it was last looked at
  std::chrono::steady_clock::time_point asleep_since_{};
  bool finished_ = false;
};

}  // namespace endpoints

#endif

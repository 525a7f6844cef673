// Orders: what the grader tells the process that makes and keeps a box.
//
//   grader --exec--> keeper --fork, or exec of bubblewrap--> examiner
//     |                |                                        |
//     |  orders        |  ends what is left, removes files      |
//     |<-- kHello, then the report -----------------------------'
//
// Keeper and examiner are the grader's executable again, with one of the two
// hidden arguments and these descriptors.
#ifndef LABS_GRADER_SANDBOX_ORDERS_HH
#define LABS_GRADER_SANDBOX_ORDERS_HH

#include <sys/types.h>

#include <string>
#include <string_view>

#include "labs/grader/sandbox/commission.hh"

namespace grader {

inline constexpr char kKeeperArgument[] = "--keep-a-box";
inline constexpr char kExaminerArgument[] = "--in-the-box";

inline constexpr int kOrdersFd = 3;    // a memory file
inline constexpr int kReportFd = 4;    // a pipe
inline constexpr int kLifelineFd = 5;  // end of file: end the box
inline constexpr int kSlotFd = 6;      // holds the lock on the box's user
inline constexpr int kFirstFreeFd = 7;

/// Sent when the box stands and the job begins: what goes wrong before is the
/// platform's fault, what kills the examiner afterwards is the submission.
inline constexpr char kHello = '!';

/// The box's folder where it has a file system of its own.
inline constexpr char kPrivateFolder[] = "/box";

enum class BoxKind { kBubblewrap, kOwnNamespaces, kUid, kUnconfined };

struct Orders {
  Commission commission;
  BoxKind kind = BoxKind::kUnconfined;
  uid_t uid = 0;           // to become; 0: stay who you are
  std::string bubblewrap;  // its path, if kind says so
  std::string hidden;      // what of the grader lies where a box looks in
};

/// Errors: std::system_error; std::runtime_error if they are cut off.
[[nodiscard]] int orders_in_memory(const Orders& orders);  // a descriptor
[[nodiscard]] Orders read_orders(int fd);

/// A report as it travels: of the job, or the fault that kept it from one.
[[nodiscard]] std::string packed_report(const Report& report);
[[nodiscard]] std::string packed_fault(std::string_view reason);
[[nodiscard]] Return unpacked_return(std::string_view packed);

}  // namespace grader

#endif

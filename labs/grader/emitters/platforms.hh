// One emitter for each platform, each in a file of its own name.
//
// Thread: any.
#ifndef LABS_GRADER_EMITTERS_PLATFORMS_HH
#define LABS_GRADER_EMITTERS_PLATFORMS_HH

#include "labs/grader/emitters/emitter.hh"

namespace grader {

[[nodiscard]] Emitter terminal_emitter();
[[nodiscard]] Emitter neutral_json_emitter();
[[nodiscard]] Emitter gradescope_emitter();
[[nodiscard]] Emitter autolab_emitter();
[[nodiscard]] Emitter classroom_emitter();
[[nodiscard]] Emitter prairielearn_emitter();
[[nodiscard]] Emitter junit_emitter();
[[nodiscard]] Emitter tap_emitter();

}  // namespace grader

#endif

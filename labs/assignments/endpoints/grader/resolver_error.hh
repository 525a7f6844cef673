// Errors of getaddrinfo, as the file `names` spells them.
#ifndef LABS_ASSIGNMENTS_ENDPOINTS_GRADER_RESOLVER_ERROR_HH
#define LABS_ASSIGNMENTS_ENDPOINTS_GRADER_RESOLVER_ERROR_HH

#include <netdb.h>

#include <string>

#include "labs/assignments/endpoints/grader/scene.hh"

namespace endpoints {

struct ResolverError {
  const char* name;
  int code;

  [[nodiscard]] std::string reason() const { return ::gai_strerror(code); }
};

inline ResolverError draw_resolver_error(Scene& scene) {
  static constexpr ResolverError kErrors[] = {{"EAI_AGAIN", EAI_AGAIN},
                                              {"EAI_FAIL", EAI_FAIL},
                                              {"EAI_NODATA", EAI_NODATA},
                                              {"EAI_NONAME", EAI_NONAME}};
  return kErrors[scene.number(0, 3)];
}

}  // namespace endpoints

#endif

// write-grading-documents FOLDER: every platform's document of every result of
// sample.hh, FOLDER/<result>.<platform>, and FOLDER/<result>.points with
// "points maximum sound", for the emulators of tests/grader/platforms/.
#include <cstdio>
#include <exception>
#include <string>

#include "labs/grader/emitters/emitter.hh"
#include "tests/grader/documents/sample.hh"

namespace grader {
namespace {

void write_documents(const std::string& folder, const std::string& name,
                     const LabResult& result) {
  const std::string start = folder + "/" + name + ".";
  for (const Emitter& emitter : emitters()) {
    replace_file(start + std::string(emitter.platform), emitter.write(result));
  }
  replace_file(start + "points",
               std::to_string(result.points()) + " " +
                   std::to_string(result.maximum()) +
                   (result.is_sound() ? " sound\n" : " unsound\n"));
}

}  // namespace
}  // namespace grader

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
    return 2;
  }
  try {
    grader::write_documents(argv[1], "sample", grader::sample_result());
    grader::write_documents(argv[1], "unpleasant", grader::unpleasant_result());
    grader::write_documents(argv[1], "faulty", grader::faulty_result());
    grader::write_documents(argv[1], "full", grader::full_result());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", argv[0], error.what());
    return 1;
  }
}

// The jobs of the tests' grader: what its examiners do in their boxes.
#ifndef TESTS_GRADER_SANDBOX_JOBS_HH
#define TESTS_GRADER_SANDBOX_JOBS_HH

#include <span>

#include "labs/grader/sandbox/commission.hh"

std::span<const grader::Job> jobs();

#endif

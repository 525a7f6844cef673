// sem_open and its like: semaphores that the threads of the program share by
// name. No other process sees them.
#pragma once

#include <semaphore.h>

#include <cstdint>

namespace interleave {

// semaphore.cc: sem_init as a visible operation.
void initialise(sem_t* semaphore, unsigned value, std::uint32_t pc);

}  // namespace interleave

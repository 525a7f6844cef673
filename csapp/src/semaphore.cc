#include "csapp/semaphore.h"

#include "export.hh"
#include "retry.hh"

CSAPP_PUBLIC void Sem_init(sem_t* sem, int pshared, unsigned int value) {
  if (sem_init(sem, pshared, value) < 0) csapp_fail_unix("Sem_init error");
}

CSAPP_PUBLIC void P(sem_t* sem) {
  if (retry([=] { return sem_wait(sem); }) < 0) csapp_fail_unix("P error");
}

CSAPP_PUBLIC void V(sem_t* sem) {
  if (sem_post(sem) < 0) csapp_fail_unix("V error");
}

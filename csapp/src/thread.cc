#include "csapp/thread.h"

#include "export.hh"

// The Pthread functions return the error code and leave errno alone.
static void check(int code, const char* what) {
  if (code != 0) csapp_fail_posix(code, what);
}

CSAPP_PUBLIC void Pthread_create(pthread_t* tidp, pthread_attr_t* attrp,
                                 void* (*routine)(void*), void* argp) {
  check(pthread_create(tidp, attrp, routine, argp), "Pthread_create error");
}

CSAPP_PUBLIC void Pthread_join(pthread_t tid, void** thread_return) {
  check(pthread_join(tid, thread_return), "Pthread_join error");
}

CSAPP_PUBLIC void Pthread_cancel(pthread_t tid) {
  check(pthread_cancel(tid), "Pthread_cancel error");
}

CSAPP_PUBLIC void Pthread_detach(pthread_t tid) {
  check(pthread_detach(tid), "Pthread_detach error");
}

CSAPP_PUBLIC void Pthread_exit(void* retval) { pthread_exit(retval); }

CSAPP_PUBLIC pthread_t Pthread_self(void) { return pthread_self(); }

CSAPP_PUBLIC void Pthread_once(pthread_once_t* once_control,
                               void (*init_function)(void)) {
  pthread_once(once_control, init_function);
}

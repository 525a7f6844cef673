/* Threads: wrappers that end the process on failure.
 *
 * On failure each prints "Name error: reason" on stderr and exits with 1.
 *
 * Thread: any. Blocks: Pthread_join, and Pthread_once while another thread is
 * in the routine.
 * Source: CS:APP 3e, section 12.3; pthreads(7).
 */
#ifndef CSAPP_THREAD_H
#define CSAPP_THREAD_H

#ifdef __cplusplus
extern "C++" {
#endif
#include <pthread.h>
#ifdef __cplusplus
}
extern "C" {
#endif

/* Starts routine(argp) in a new thread, its id in `*tidp`. What `argp` points
 * to has to live until the thread has read it. To be joined or detached.
 * Errors: exits ("Pthread_create error"), as on EAGAIN. */
void Pthread_create(pthread_t* tidp, pthread_attr_t* attrp,
                    void* (*routine)(void*), void* argp);

/* Waits for the end of a thread and releases it; its result in
 * `*thread_return`, unless that is NULL. Errors: exits ("Pthread_join error"),
 * as on EDEADLK. REQUIRES: joinable, joined once. */
void Pthread_join(pthread_t tid, void** thread_return);

/* Asks a thread to end at its next cancellation point.
 * Errors: exits ("Pthread_cancel error"), as on ESRCH. */
void Pthread_cancel(pthread_t tid);

/* Lets a thread release itself at its end. Errors: exits ("Pthread_detach
 * error"), as on EINVAL when it is detached already. */
void Pthread_detach(pthread_t tid);

/* Ends the calling thread with a result for Pthread_join; returns never. In
 * main, the process goes on with the other threads. Errors: none. */
void Pthread_exit(void* retval);

/* The id of the calling thread. Errors: none. */
pthread_t Pthread_self(void);

/* Runs the function the first time, and only then; when this returns, it has
 * run to its end. `*once_control` starts as PTHREAD_ONCE_INIT. Errors: none. */
void Pthread_once(pthread_once_t* once_control, void (*init_function)(void));

#ifdef __cplusplus
}
#endif

#endif

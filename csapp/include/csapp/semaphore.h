/* Semaphores: wrappers that end the process on failure.
 *
 * On failure each prints "Name error: reason" on stderr and exits with 1.
 *
 * Thread: any; V is async-signal-safe. Blocks: P, while the value is 0.
 * Source: CS:APP 3e, section 12.5; sem_overview(7).
 */
#ifndef CSAPP_SEMAPHORE_H
#define CSAPP_SEMAPHORE_H

#ifdef __cplusplus
extern "C++" {
#endif
#include <semaphore.h>
#ifdef __cplusplus
}
extern "C" {
#endif

/* Initialises `*sem`, the caller's; `pshared` is 0 among threads, not 0 in
 * memory that processes share. Errors: exits ("Sem_init error"), as on EINVAL
 * for a value above SEM_VALUE_MAX. */
void Sem_init(sem_t* sem, int pshared, unsigned int value);

/* Waits until the value is above 0 and takes 1 from it. Retried on EINTR.
 * Errors: exits ("P error"). */
void P(sem_t* sem);

/* Adds 1 to the value; wakes a waiter. Errors: exits ("V error"), as on
 * EOVERFLOW. */
void V(sem_t* sem);

#ifdef __cplusplus
}
#endif

#endif

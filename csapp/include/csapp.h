/* csapp.h: the helper layer of the textbook, from C and from C++.
 *
 * One include for textbook programs: the system headers they expect, robust
 * I/O, open_clientfd and open_listenfd, and a wrapper for each system call
 * that checks for errors. Lower-case functions return them (-1 and errno);
 * capitalised ones print "Name error: reason" on stderr and exit with 1.
 *
 * Every function is a weak symbol: a program may define its own.
 * Source: Bryant and O'Hallaron, Computer Systems: A Programmer's Perspective,
 * third edition; written afresh. Where this differs: csapp/README.md.
 */
#ifndef CSAPP_H
#define CSAPP_H

#ifdef __cplusplus
extern "C++" { /* so that including this file inside extern "C" works */
#endif
#include <arpa/inet.h>
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __cplusplus
}
#endif

#include "csapp/directory.h"
#include "csapp/endpoint.h"
#include "csapp/error.h"
#include "csapp/memory.h"
#include "csapp/memory_map.h"
#include "csapp/process.h"
#include "csapp/resolver.h"
#include "csapp/rio.h"
#include "csapp/semaphore.h"
#include "csapp/signal.h"
#include "csapp/sio.h"
#include "csapp/socket.h"
#include "csapp/stdio.h"
#include "csapp/thread.h"
#include "csapp/unix_io.h"

#endif

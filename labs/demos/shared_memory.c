/* Two clerks pay 50 each into an account that lies in shared memory.
 *
 * Model:  two processes, a System V segment. Over a socket pair clerk 1 lets
 *         clerk 2 begin, and sees when it has left.
 * Fails:  both read before one of them writes: what clerk 2 pays in is lost.
 * Source: shmget(2), shmctl(2)
 */
#include <stdio.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static long* account; /* shared */

static void pay_in(int clerk, int other) {
  char byte;
  if (clerk == 2) read(other, &byte, 1);
  const long seen = *account;
  dprintf(1, "clerk %d reads %ld\n", clerk, seen);
  if (clerk == 1) {
    write(other, "x", 1);
    read(other, &byte, 1); /* end of file: it has left */
  }
  *account = seen + 50;
}

int main(void) {
  int ends[2];
  const int segment = shmget(IPC_PRIVATE, sizeof *account, 0600);
  account = shmat(segment, NULL, 0);
  shmctl(segment, IPC_RMID, NULL); /* it goes with the last who has it */
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  const int clerk = fork() == 0 ? 2 : 1;
  close(ends[2 - clerk]);
  pay_in(clerk, ends[clerk - 1]);
  if (clerk == 2) return 0;
  wait(NULL);
  printf("50 + 50 = %ld\n", *account);
  return *account == 100 ? 0 : 1;
}

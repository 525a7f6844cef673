/* What you write in this lab: four functions, in endpoints.c or endpoints.cc.
 *
 * probe.c, hostinfo.c and client.c are the programs that call them.
 */
#ifndef ENDPOINTS_H
#define ENDPOINTS_H

#ifdef __cplusplus
extern "C" {
#endif

/* The connections that may wait to be accepted: the backlog for listen. */
#define LISTENQ 1024

/* Prints every address of `name` on stdout, IPv4 and IPv6, one a line, in the
 * order of getaddrinfo. Returns the exit status of the program: 0; or 1, with
 * a line on stderr that holds the reason as gai_strerror tells it, if the name
 * does not resolve. */
int hostinfo(const char* name);

/* Connects to the first address of `host` that answers, IPv6 or IPv4, trying
 * one after the other. Returns the connected descriptor; or
 *   -1  and errno of the last attempt, if no address answers;
 *   -2  and a line on stderr that holds the reason as gai_strerror tells it, if
 *       `host` does not resolve, or `port` is not a decimal number up to 65535.
 * Nothing else stays open, and no list of addresses stays allocated. */
int open_clientfd(const char* host, const char* port);

/* Listens on `port` of every address of this machine, over IPv6 and IPv4 with
 * one socket where it has IPv6, else over IPv4. Port "0" stands for any free
 * one. A port that clients used a moment ago is no longer taken. Returns the
 * listening descriptor, -1 or -2 as above. */
int open_listenfd(const char* port);

/* Sends what it reads from stdin, as soon as it is there, to the echo server
 * `host` `port`, and prints on stdout what comes back, as soon as it is there,
 * for any bytes and lines of any length. At the end of the input it says so to
 * the server, by closing that direction only, and goes on until the server
 * ends, too.
 *
 * Returns the exit status of the program: 0, if all that was sent has come
 * back; or 1, with a line on stderr, if the server cannot be reached or ends
 * before. It notices that at once, whatever it is waiting for. */
int echo_client(const char* host, const char* port);

#ifdef __cplusplus
}
#endif

#endif

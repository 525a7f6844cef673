"""Says in words what a server's tasks do, as the kernel shows it."""

from collections import Counter

from tour_parts import kernel_view

WATCHING = ("poll", "ppoll", "select", "pselect6", "epoll_wait", "epoll_pwait")
# The name of the library's function, where the kernel's is another.
FUNCTIONS = {"pselect6": "select", "epoll_pwait": "epoll_wait",
             "wait4": "waitpid", "accept4": "accept", "recvfrom": "recv",
             "sendto": "send"}


class Words:
    """Knows which port is whose, so that descriptors have names."""

    def __init__(self, server, clients):
        self.server = server
        self.clients = clients  # {port: "client 1"}
        self._sockets = {socket.inode: socket
                         for socket in kernel_view.sockets(server.port)}

    def tasks(self, tasks):
        """One (who, what) for each kind of task, in the order of their ids."""
        processes = {task.pid for task in tasks}
        threads = Counter(task.pid for task in tasks)
        kinds = Counter()
        for task in tasks:
            if threads[task.pid] > 1:
                who = "main thread" if task.tid == task.pid else "thread"
            elif len(processes) > 1:
                who = "parent" if task.pid == self.server.group else "child"
            else:
                who = "process"
            kinds[who, self.doing(task)] += 1
        return [(who, what) if count == 1 else
                (f"{count} {who}s", plural(what))
                for (who, what), count in kinds.items()]

    def doing(self, task):
        if task.state != "S":
            return "runs" if task.state == "R" else f"is in state {task.state}"
        if not task.call:
            return "sleeps; the kernel does not tell in which call"
        function = FUNCTIONS.get(task.call, task.call) + "()"
        if task.call == "futex":
            return "waits in futex() for another thread"
        if task.call in WATCHING:
            return f"waits in {function} for {self.watched(task)}"
        if task.call in ("read", "recvfrom", "write", "sendto", "accept",
                         "accept4"):
            where = self.descriptor(task.pid, task.arguments[0])
            if where.startswith("client"):
                where = f"the connection of {where}"
            return f"blocked in {function} on {where}"
        return f"sleeps in {function}"

    def watched(self, task):
        watched = kernel_view.watched_by(task)
        if watched is None:
            return "any of its descriptors"
        names = sorted({self.descriptor(task.pid, fd) for fd in watched})
        return ", ".join(names[:-1]) + " or " * (len(names) > 1) + names[-1]

    def descriptor(self, pid, fd):
        target = kernel_view.descriptors_of(pid).get(fd, "")
        if "eventfd" in target or target.startswith("pipe:"):
            return "a stop"
        if not target.startswith("socket:["):
            return f"descriptor {fd}"
        socket = self._sockets.get(int(target[len("socket:["):-1]))
        if socket and socket.state == kernel_view.LISTENING:
            return "a new client"
        name = self.clients.get(socket.remote_port) if socket else None
        return name or f"descriptor {fd}"


def plural(what):
    """What several tasks do: "waits for" becomes "wait for"."""
    verb, space, rest = what.partition(" ")
    if verb in ("waits", "sleeps", "runs"):
        verb = verb[:-1]
    return verb + space + rest

"""The plots of the results, by gnuplot, each as SVG and PNG."""

import pathlib
import subprocess

import pairs
from plan import CONCURRENT
from servers import OURS, PEERS, Failed, label

# Colours that most colour-blind readers can tell apart (P. Tol, "bright" and
# "muted"); a server has the same one in all plots.
COLOURS = dict(zip(
    ["epoll", "echo-epoll", "io_uring", "echo-select", "echo-thread",
     "echo-fork", "asio", "libuv", "libevent", "select", "thread", "fork",
     "epoll_edge", "iterative", "echo-iterative", "echo-prethreaded"],
    ["#000000", "#4477aa", "#aa3377", "#66ccee", "#228833", "#ee6677",
     "#ccbb44", "#999933", "#882255", "#44aa99", "#117733", "#cc6677",
     "#777777", "#bbbbbb", "#332288", "#ddcc77"]))
# Not all sixteen in one picture: ours, the yardstick, and one of each kind.
SHOWN = ["epoll", "io_uring", "libevent", "asio", "libuv", "echo-epoll",
         "echo-select", "echo-thread", "echo-fork"]


class Plot:
    """One picture: gnuplot's text, with data blocks."""

    def __init__(self, name, title, x, y, settings=()):
        self.name = name
        self.head = [f'set title "{title}"', f'set xlabel "{x}"',
                     f'set ylabel "{y}"', *settings]
        self.blocks = []
        self.curves = []

    def add(self, points, curve):
        """Points are rows of numbers and words; none: no curve."""
        if not points:
            return
        block = f"$data{len(self.blocks)}"
        rows = [" ".join(map(str, point)) for point in points]
        self.blocks += [f"{block} << EOD", *rows, "EOD"]
        # An entry of `blocks` that begins a block has its name.
        self.curves.append(f"{block} {curve}")

    def line(self, server, points):
        dash = 1 if server in OURS else 2
        self.add(points, f'using 1:2 with linespoints lw 2 pt 7 ps 0.6 '
                         f'dt {dash} lc rgb "{COLOURS[server]}" '
                         f'title "{label(server)}"')

    def script(self, folder):
        yield "set encoding utf8"
        yield from ["set grid ytics lt 1 lc rgb '#dddddd'", "set border 3",
                    "set tics nomirror", "set key outside right noenhanced"]
        yield from self.head
        yield from self.blocks
        for terminal, suffix in (("svg size 900,520 font 'sans,13'", "svg"),
                                 ("pngcairo size 900,520 font 'sans,11'",
                                  "png")):
            yield f"set terminal {terminal}"
            yield f"set output '{folder / (self.name + '.' + suffix)}'"
            yield "plot " + ", ".join(self.curves)

    def draw(self, folder):
        """Errors: throws Failed."""
        if not self.curves:
            return
        try:
            ran = subprocess.run(
                ["gnuplot"], text=True, capture_output=True, check=False,
                input="\n".join(self.script(folder)) + "\n", timeout=60)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Failed(f"gnuplot: {error}") from error
        if ran.returncode != 0:
            raise Failed("gnuplot: " + ran.stderr.strip())


def against_connections(results, name, title, y, value, settings=()):
    plot = Plot(name, title, "connections", y,
                ["set logscale x", "set xrange [0.9:5000]",
                 "set xtics (1,4,16,64,128,400,1000,4000)",
                 *settings])
    for server in SHOWN:
        plot.line(server, sorted(
            (row["key"][0], value(row)) for row in results.of("steady")
            if row["key"][1] == server))
    return plot


def throughput(results):
    return against_connections(
        results, "throughput", "Messages a second of the processor's time, "
        "server and generator on one", "messages a second, thousands",
        lambda row: row["rate_alone"] / 1e3, ["set yrange [0:*]"])


def tail(results):
    return against_connections(
        results, "p99", "Latency, 99th percentile, closed loop on one "
        "processor", "p99, microseconds", lambda row: row["p99_us"],
        ["set logscale y", 'set format y "%.0f"'])


def bars(results, part, key, names, plot, value, low_high=False):
    """One bar a server, sorted; `value` gives (low, middle, high)."""
    rows = [(name, value(row)) for name in names
            if (row := results.get(part, *key, name)) and value(row)]
    rows.sort(key=lambda item: item[1][1])
    colours = [int(COLOURS[name][1:], 16) for name, _ in rows]
    points = [(i, middle, low, high, f'"{label(name)}"', colour)
              for i, ((name, (low, middle, high)), colour)
              in enumerate(zip(rows, colours))]
    plot.add(points, "using 1:2:6:xtic(5) with boxes lc rgb variable notitle")
    if low_high:
        plot.add(points, "using 1:3:(0):($4 - $3) with vectors nohead lw 2 "
                         "lc rgb '#333333' notitle")
    return plot


BAR_SETTINGS = ["set boxwidth 0.7", "set style fill solid 0.85",
                "set xtics rotate by -40 noenhanced", "set yrange [0:*]"]


def cost(results):
    plot = Plot("cost", "Server's processor time a request, 16 clients, "
                "ratio to a minimal epoll loop", "", "ratio",
                [*BAR_SETTINGS, "set arrow from graph 0, first 1 to graph 1, "
                 "first 1 nohead lc rgb '#000000' dt 2"])

    def value(row):
        found = row.get("cost_ratios")
        return pairs.quartiles(found) if found else (1, 1, 1)

    return bars(results, "steady", (16,), [*PEERS, *OURS], plot, value, True)


def connections_per_second(results):
    """Two bars a server: few at a time, many at a time."""
    plot = Plot("connections", "Connect, echo, close: sessions a second of "
                "processor time, server's and client's", "",
                "sessions a second, thousands", BAR_SETTINGS)
    rates = {(row["key"][0], row["key"][1]): row["rate_alone"] / 1e3
             for row in results.of("connect")}
    few, many = CONCURRENT[0], CONCURRENT[-1]
    names = sorted((name for name in [*PEERS, *OURS] if (many, name) in rates
                    and (few, name) in rates),
                   key=lambda name: -rates[many, name])
    tics = ", ".join(f'"{label(name)}" {i}' for i, name in enumerate(names))
    plot.head.append(f"set xtics ({tics})")
    for shift, count, colour in ((-0.2, few, "#bbccee"),
                                 (0.2, many, "#4477aa")):
        plot.add([(i + shift, rates[count, name])
                  for i, name in enumerate(names)],
                 f"using 1:2:(0.38) with boxes lc rgb '{colour}' "
                 f"title '{count} at a time'")
    return plot


def idle(results):
    plot = Plot("idle", "Processor time a request beside silent clients, "
                "ratio to none", "silent clients, beside 16 that send",
                "ratio", ["set logscale xy", "set yrange [0.8:*]",
                          "set xrange [80:11000]",
                          "set xtics (100,300,900,3000,9000)",
                          "set ytics (1,1.5,2,3,5,10,20,50)"])
    for server in [*PEERS, *OURS]:
        points = []
        for row in results.of("idle"):
            level = row["key"][1].split()
            if row["key"][0] == server and level[-1] == "idle" \
                    and row["cost_ratios"]:
                points.append((int(level[0]),
                               pairs.quartiles(row["cost_ratios"])[1]))
        plot.line(server, sorted(points))
    return plot


def open_loop(results):
    plot = Plot("open-loop", "Latency from the planned send time, 64 "
                "connections", "messages a second, planned, thousands",
                "p99, microseconds",
                ["set logscale y", 'set format y "%.0f"'])
    for server in [*PEERS, *OURS]:
        plot.line(server, sorted(
            (row["key"][1] / 1e3, row["p99_us"]) for row in results.of("open")
            if row["key"][0] == server))
    return plot


PLOTS = (throughput, tail, cost, connections_per_second, idle, open_loop)


def draw(results, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for make in PLOTS:
        make(results).draw(folder)

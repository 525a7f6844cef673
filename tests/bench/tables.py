"""The tables of README.md, from the results."""

import pairs
import targets
from marked_tables import rows_of, write_tables
from plan import CONTROL
from servers import OURS, PEERS, label

ORDER = [CONTROL, *PEERS, *OURS]


def write(path, results):
    write_tables(path, TABLES, results)


def machine(results):
    """Which machine and code the figures are of; more than one is said."""
    for name in ("machine", "commit"):
        values = sorted({row[name] for row in results.rows.values()})
        if values:
            yield f"- {name}: {'; '.join(values)}"
    shares = [row["share"] for row in results.rows.values()
              if "share" in row]
    if shares:
        lower, median, upper = (f"{100 * share:.0f}"
                                for share in pairs.quartiles(shares))
        yield (f"- server and generator had {median} % of their processor "
               f"({lower} to {upper} %);")
        yield "  on a quiet machine it is nearly all"


def ratio(row, metric):
    """Median and quartiles, or a dash."""
    if not row or not row.get(metric + "_ratios"):
        return "–"
    lower, median, upper = pairs.quartiles(row[metric + "_ratios"])
    return f"{median:.2f} ({lower:.2f} to {upper:.2f})"


def lost(row, metric):
    """How many slots were discarded, of how many."""
    if not row or metric + "_ratios" not in row:
        return ""
    gone = row[metric + "_discarded"]
    return f"{gone} of {gone + len(row[metric + '_ratios'])}"


def name_of(name, base):
    if name == base:
        return f"{label(name)}: 1.00"
    if name == CONTROL:
        return f"{base} again (control)"
    return label(name)


def comparison(results, part, key, base, calls=None):
    rows = []
    for name in [base, *(n for n in ORDER if n != base)]:
        row = results.get(part, *key, name)
        if row is None:
            continue
        counted = results.get("calls", *calls, name) if calls else None
        rows.append([
            name_of(name, base), ratio(row, "cost"), f"{row['cost_us']:.2f}",
            ratio(row, "rate"), f"{row['rate']:,}",
            f"{counted['calls']:.2f}" if counted else "–",
            f"{row['p50_us']:,.0f}", f"{row['p99_us']:,.0f}",
            lost(row, "cost"), lost(row, "rate")])
    if rows:
        yield from rows_of(
            ["server", "cost, ratio", "µs", "rate, ratio", "per second",
             "calls", "p50 µs", "p99 µs", "cost: discarded",
             "rate: discarded"], rows)


def by_count(results, part, words):
    """A table for each number of clients."""
    for count in sorted({row["key"][0] for row in results.of(part)}):
        yield from ["", f"**{count:,} {words}**", ""]
        yield from comparison(results, part, (count,), "epoll", (part, count))


def steady(results):
    yield from by_count(results, "steady", "connected")


def kin(results):
    keys = dict.fromkeys(tuple(row["key"][:2]) for row in results.of("kin"))
    rows = []
    for base, count in keys:
        for name in [CONTROL, *OURS]:
            row = results.get("kin", base, count, name)
            if row:
                rows.append([f"{name_of(name, base)} / {label(base)}", count,
                             ratio(row, "cost"), ratio(row, "rate"),
                             lost(row, "cost"), lost(row, "rate")])
    if rows:
        yield from rows_of(["server / base", "clients", "cost, ratio",
                            "rate, ratio", "cost: discarded",
                            "rate: discarded"], rows)


def connect(results):
    yield from by_count(results, "connect", "at a time")


def idle(results):
    servers = dict.fromkeys(row["key"][0] for row in results.of("idle"))
    levels = sorted({int(row["key"][1].split()[0])
                     for row in results.of("idle")
                     if row["key"][1].endswith(" idle")})
    rows = [[label(name), ratio(results.get("idle", name, CONTROL), "cost"),
             *(ratio(results.get("idle", name, f"{level} idle"), "cost")
               for level in levels)] for name in servers]
    if rows:
        yield from rows_of(["server", "control, none idle",
                            *(f"{level:,} idle" for level in levels)], rows)


def generator(results):
    rows = [[row["key"][0], ratio(row, "cost"), f"{row['cost_us']:.2f}",
             f"{row['server_us']:.2f}"] for row in results.of("generator")]
    if rows:
        yield from rows_of(["clients", "ratio", "echo-load, µs",
                            "epoll, minimal, µs"], rows)


def discarded(results):
    """Of all pairs of slots, in one sentence."""
    for metric in ("cost", "rate"):
        rows = [row for row in results.rows.values()
                if "slots" in row and metric + "_ratios" in row]
        gone = sum(row[metric + "_discarded"] for row in rows)
        pairs_made = gone + sum(len(row[metric + "_ratios"]) for row in rows)
        if pairs_made:
            yield (f"- {metric}: {gone:,} of {pairs_made:,} slots discarded, "
                   f"{100 * gone / pairs_made:.0f} %")


def models(results):
    """For the lecture: a line a model, the medians of what matters most."""
    columns = {"16 clients": ("steady", 16), "1,000": ("steady", 1000),
               "4,000": ("steady", 4000), "sessions, 1": ("connect", 1),
               "sessions, 64": ("connect", 64)}

    def median(row):
        found = row and row.get("cost_ratios")
        return f"{pairs.quartiles(found)[1]:.2f}" if found else "–"

    rows = [[label(name), *(median(results.get(*key, name))
                            for key in columns.values())]
            for name in [*OURS, "io_uring", "asio", "libuv", "libevent"]]
    if results.of("steady"):
        yield from rows_of(["server", *columns], rows)


TABLES = {"machine": machine, "targets": targets.table, "steady": steady,
          "kin": kin, "connect": connect, "idle": idle,
          "generator": generator, "models": models,
          "discarded": discarded}

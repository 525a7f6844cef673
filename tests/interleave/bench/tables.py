"""The tables of README.md, from the results."""

import statistics

from first_failure import POTENTIAL, SCALE, SCALE_SCHEDULES, numbers
from marked_tables import rows_of, write_tables
from toolbox import DETERMINISTIC, STRATEGIES, bugs

SHORT = {"delay-bounding": "delay", "preemption-bounding": "preempt",
         "partial-order-reduction": "reduction", "pct": "pct",
         "partial-order-sampling": "sampling", "reads-from": "reads-from",
         "random": "random", "portfolio": "portfolio"}
WITHIN = 500


def write(path, results):
    write_tables(path, TABLES, results)


def machine(results):
    row = results.get("machine", "facts")
    if row:
        yield row["text"]


def engine(results):
    found = results.of("engine")
    if not found:
        return
    yield from rows_of(
        ["program", "threads", "points", "restored", "copied", "ratio",
         "ns a point", "restored, wall", "copied, wall"],
        [[row["key"][0], row["threads"], row["points"],
          f"{row['restored']:,}", f"{row['forked']:,}",
          f"{row['ratio']:.1f}", f"{row['ns_per_point']:.0f}",
          f"{row['restored_wall']:,}", f"{row['forked_wall']:,}"]
         for row in found])


def tool(results):
    columns = list(dict.fromkeys(tuple(row["key"][:2])
                                 for row in results.of("tool")))
    if not columns:
        return
    lines = [(s, j) for s in STRATEGIES for j in (1, 2)
             if any(results.has("tool", *c, s, j) for c in columns)]

    def cell(column, strategy, jobs):
        row = results.get("tool", *column, strategy, jobs)
        if row is None:
            return ""
        rate = row["per_wall_second" if jobs == 2 else "per_second"]
        few = f" ({row['done']:,} in all)" if row["done"] < 500 else ""
        return f"{rate:,}{few}"

    yield from rows_of(
        ["strategy", *(" ".join(c).strip() for c in columns)],
        [[strategy + (", two jobs, wall" if jobs == 2 else ""),
          *(cell(c, strategy, jobs) for c in columns)]
         for strategy, jobs in lines])


def median_text(row, declared):
    """Not found: in brackets how many schedules were tried."""
    if row is None or not row["runs"]:
        return "?"
    found = numbers(row, declared)
    tried = max(run["schedules"] for run in row["runs"])
    value = statistics.median_high(
        [float("inf") if n is None else n for n in found])
    if value == float("inf"):
        hits = sum(n is not None for n in found)
        few = f"{hits}/{len(found)}, " if hits else ""
        every = "all " if row["runs"][-1]["exhausted"] else ""
        return f"– ({few}{every}{tried:,})"
    return f"{int(value):,}"


def compare_cell(row, way):
    if row is None or "skipped" in row:
        return (row or {}).get("skipped", "?")
    cell = row[way]
    if "problem" in cell:
        return "not built"
    if way == "native":
        return f"{cell['shown']}/{cell['runs']}"
    if not cell["shown"]:
        return f"0/{cell['runs']}"
    if cell["how"] == ["broke"]:
        return "breaks"
    twin = "*" if cell.get("twin") else ""
    return f"{cell['how'][0]}, run {cell['runs']}{twin}"


def corpus(results):
    lines = []
    for program in bugs():
        rows = {s: results.get("first-failure", program.name, s)
                for s in STRATEGIES}
        if not any(rows.values()):
            continue
        other = results.get("compare", program.name)
        threads = max(row["threads"] for row in rows.values() if row)
        lines.append([
            program.name, program.verdict, threads,
            *(median_text(rows[s], program.verdict) for s in STRATEGIES),
            *(compare_cell(other, way)
              for way in ("native", "tsan", "helgrind"))])
    if lines:
        yield from rows_of(
            ["program", "verdict", "threads", *SHORT.values(), "native",
             "TSan", "Helgrind"], lines, left=2)


def scale(results):
    if results.of("scale"):
        names = {p.name: p for p in bugs()}
        yield from rows_of(
            ["program", *SHORT.values()],
            [[name, *(median_text(results.get("scale", name, s),
                                  names[name].verdict)
                      for s in STRATEGIES)] for name in SCALE])
        yield ""
        for name in SCALE:
            row = results.get("scale", name, "portfolio")
            if row is None:
                continue
            found = numbers(row, names[name].verdict)
            hits = [n for n in found if n]
            yield (f"- {name}: the portfolio finds it within "
                   f"{SCALE_SCHEDULES:,} schedules with {len(hits)} of "
                   f"{len(found)} seeds, at the latest by "
                   f"{max(hits, default=0):,}.")


def summary(results):
    """For each strategy how many programs, and how soon."""
    yield from strategy_summary(results)
    names = {program.name for program in bugs()}
    others = [row for row in results.of("compare")
              if "skipped" not in row and row["key"][0] in names]
    if others:
        yield ""
        yield from compare_summary(results, others)


def strategy_summary(results):
    verdicts = {p.name: p.verdict for p in bugs()}
    lines = []
    for strategy in STRATEGIES:
        values = []
        for row in results.of("first-failure"):
            if row["key"][1] == strategy and row["runs"] \
                    and row["key"][0] in verdicts:
                values.append(statistics.median_high(
                    [n or float("inf") for n in
                     numbers(row, verdicts[row["key"][0]])]))
        if values:
            found = [v for v in values if v != float("inf")]
            lines.append([
                strategy, len(values), len(found),
                sum(v <= WITHIN for v in found),
                f"{statistics.median(found):,.0f}", f"{max(found):,}"])
    if lines:
        yield from rows_of(["strategy", "programs", "found",
                            f"within {WITHIN}", "median", "most"], lines)


def compare_summary(results, rows):
    for way, title in (("native", "100 native runs show"),
                       ("tsan", "ten runs under ThreadSanitizer show"),
                       ("helgrind", "ten runs under Helgrind show")):
        cells = [row[way] for row in rows if "problem" not in row[way]]
        shown = [c for c in cells if c["shown"] and c["how"] != ["broke"]]
        twins = sum(bool(c.get("twin")) for c in shown)
        broke = sum(c["how"] == ["broke"] for c in cells)
        reports = sum("report" in c["how"] for c in shown)
        more = f", {reports} of them by a report" * bool(reports)
        more += f"; {twins} also for the correct twin" * bool(twins)
        more += f"; {broke} break the tool itself" * bool(broke)
        yield f"- {title} {len(shown)} of {len(cells)} bugs{more}."


def targets(results):
    for check in (engine_targets, small_targets, scale_targets):
        yield from check(results)


def verdict_line(text, value, met):
    return f"- {text}: {value}: {'met' if met else 'MISSED'}."


def engine_targets(results):
    counter = results.get("engine", "racing_counter")
    eight = results.get("engine", "eight_threads")
    whole = results.get("tool", "racing_counter", "--detector none",
                        "portfolio", 1)
    judged = results.get("tool", "locked_counter", "", "portfolio", 1)
    if counter and eight:
        yield verdict_line(
            "at least 10,000 schedules a second and core on the racing "
            "counter, engine", f"{counter['restored']:,}",
            counter["restored"] >= 10_000)
    for row, text in ((whole, "whole tool without race detection"),
                      (judged, "whole tool, on the locked counter")):
        if row:
            yield verdict_line(f"the same, {text}", f"{row['per_second']:,}",
                               row["per_second"] >= 10_000)
    if counter and eight:
        yield verdict_line(
            "eight threads, 1,000 points, at least 3 times a fresh copy for "
            "each schedule (goal: 5)", f"{eight['ratio']:.1f}",
            eight["ratio"] >= 3)


def small_targets(results):
    verdicts = {p.name: p.verdict for p in bugs()}
    rows = [(row, numbers(row, verdicts[row["key"][0]]))
            for row in results.of("first-failure")
            if row["key"][1] == "delay-bounding" and row["runs"]
            and row["key"][0] in verdicts]
    for most, text in ((3, "two or three threads, main counted"),
                       (4, "up to three threads beside main")):
        small = [(row, found) for row, found in rows
                 if 2 <= row["threads"] <= most]
        hits = sum(found[0] is not None and found[0] <= WITHIN
                   for _, found in small)
        if small:
            yield verdict_line(
                f"iterated delay bounding within {WITHIN} schedules for at "
                f"least 90 % of the programs with {text}",
                f"{hits} of {len(small)}, {100 * hits / len(small):.0f} %",
                hits >= 0.9 * len(small))


def scale_targets(results):
    for name in SCALE:
        row = results.get("scale", name, "portfolio")
        if not row:
            continue
        found = numbers(row, "assertion")
        hits = sum(n is not None for n in found)
        yield verdict_line(
            f"{name} by the portfolio within {SCALE_SCHEDULES:,} schedules",
            f"{hits} of {len(found)} seeds", hits == len(found))


TABLES = {"machine": machine, "targets": targets, "engine": engine,
          "tool": tool, "summary": summary, "corpus": corpus, "scale": scale}
assert set(DETERMINISTIC) < set(STRATEGIES) and POTENTIAL

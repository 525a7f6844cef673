"""Is what a grader says of a submission what it deserves?"""

import re

from .submissions import describe

MOST_OF_STARTER = 0.2  # of all points


def lost_by(result):
    """The tests that did not pass, but for those that build on them."""
    return [test for test in result["tests"]
            if test["status"] not in ("passed", "skipped")]


def judge(lab, name, result):
    """Problems, as lines, and the reason for which a mutant failed."""
    problems = list(problems_of_build(name, result))
    reason = None
    if name == "solution":
        problems += [f"the solution fails {describe(test)}"
                     for test in lost_by(result)]
    elif name == "starter":
        problems += problems_of_starter(lab, result)
    else:
        more, reason = judge_mutant(lab.mutants[name], lost_by(result))
        problems += more
    return problems, reason


def problems_of_build(name, result):
    for line in result["build_output"].splitlines()[:1]:
        yield f"{name} does not compile silently: {line}"


def problems_of_starter(lab, result):
    earned = sum(test["points"] for test in result["tests"])
    if earned != lab.rubric["starter"]:
        yield (f"the starter earns {earned} points, not "
               f"{lab.rubric['starter']}: it fails "
               + ", ".join(test["id"] for test in lost_by(result)))
    if earned > MOST_OF_STARTER * lab.points():
        yield f"the starter earns {earned} of {lab.points()} points: too many"
    for test in lost_by(result):
        if not test["hint"]:
            yield f"the starter fails {test['id']} without a hint"


def judge_mutant(mutant, lost):
    wanted = [test for test in lost if test["id"] == mutant.caught_by
              and test["verdict"] == mutant.verdict]
    problems = [f"{mutant.name} fails {describe(test)}" for test in lost
                if test not in wanted]
    if not wanted:
        problems.append(f"{mutant.name} is not caught by {mutant.caught_by} "
                        f"({mutant.verdict})")
        return problems, None
    return problems, [mutant.caught_by, mutant.verdict,
                      re.sub(r"\d+", "N", wanted[0]["observed"])]


def problems_of_reasons(lab, reasons):
    """`reasons`: of each mutant that was caught, by its name."""
    first = {}
    for name, reason in reasons.items():
        twin = first.setdefault(tuple(reason), name)
        if twin != name:
            yield f"{name} and {twin} fail for the same reason"
    caught = {reason[0] for reason in first}
    for test in lab.rubric["tests"]:
        if test["id"] not in caught:
            yield f"the test {test['id']} catches no mutant"

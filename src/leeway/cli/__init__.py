"""The command line: words in, one exit code out.

Commands live in modules of their own and are imported only when called, so that `leeway --help` loads none of them.
Exit codes: 0 done, 1 a defect of Leeway, 2 something in the input or the plan, 130 interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from leeway import __version__
from leeway.errors import InputError, LeewayError

if TYPE_CHECKING:
    from cyclopts import App

ABOUT = "Leeway = time left - time needed. Evacuation planning, offline, on one laptop."
MOST_SHOWN = 500
DONE, DEFECT, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130

# command: (where its function is, one line of help). Listing help here keeps `leeway --help` from importing them.
COMMANDS = {
    "init": ("leeway.cli.init:init", "Write a commented case to start from."),
    "brief": ("leeway.cli.brief:brief", "Write the brief of a day: answer, assessment, proposals, and their trail."),
    "check": ("leeway.cli.check:check", "Check a case and print what was understood, or every error at once."),
    "fetch": ("leeway.cli.fetch:fetch", "Keep a page, text or feed of the web: the only command that connects."),
    "read": ("leeway.cli.read:read", "What reports say: sourced statements with the exact words."),
    "messages": ("leeway.cli.messages:messages", "Advisories for the day: short message, e-mail, CAP alert."),
    "origins": ("leeway.cli.origins:origins", "Which reports are one origin, with the evidence for each."),
    "clearance": ("leeway.cli.clearance:clearance", "How long it takes to get everyone out: schedule and simulation."),
    "forecast": ("leeway.cli.forecast:forecast", "How long each exit will last, with the skill of such forecasts."),
    "assess": ("leeway.cli.assess:assess", "The two clocks together: last safe start, leeway, tripwires, posture."),
    "decide": ("leeway.cli.decide:decide", "Record what was decided, or put off, by whom and why."),
    "log": ("leeway.cli.decide:log", "Verify or show the decision log."),
    "backtest": ("leeway.cli.backtest:backtest", "How good the forecast is: past advances, whole wars left out."),
    "history": ("leeway.cli.history:history", "Past advances: list them, plot one, check tables somebody adds."),
    "latest-start": ("leeway.cli.latest_start:latest_start", "The last start that still gets everyone out in time."),
    "replay": ("leeway.cli.replay:replay", "Past days as they were: forecast and advice beside what was done."),
    "score-reading": ("leeway.cli.score_reading:score_reading", "Hold statements read against annotated reports."),
    "situation": ("leeway.cli.situation:situation", "What holds on a day, as far as the reports of a case say."),
    "settle": ("leeway.cli.settle:settle", "Settle a contradiction of a case by name and reason."),
}


def application() -> App:
    """The commands, none of them imported yet."""
    from cyclopts import App

    app = App(
        name="leeway",
        help=ABOUT,
        version=__version__,
        help_format="plaintext",
        help_formatter="plain",
        result_action="return_value",
        suppress_keyboard_interrupt=False,
    )
    for name, (function, help_text) in COMMANDS.items():
        app.command(function, name=name, help=help_text)
    return app


def overview() -> str:
    """What `leeway --help` prints; put together here, since that takes a fifth of the time cyclopts needs to load."""
    width = max(len(name) for name in COMMANDS)
    commands = "\n".join(f"  {name:{width}}  {help_text}" for name, (_, help_text) in COMMANDS.items())
    return (
        f"Usage: leeway COMMAND\n\n{ABOUT}\n\nCommands:\n{commands}\n\n"
        "leeway COMMAND --help tells its words; leeway --version the version."
    )


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error a user can cause is a message, never a traceback.

    A command returns its exit code, or None for 0. With LEEWAY_DEBUG=1 in the environment a defect shows where it
    happened.
    """
    given = list(sys.argv[1:] if words is None else words)
    if given in ([], ["--help"], ["-h"]):
        print(overview())
        return DONE
    if given in (["--version"], ["-V"]):
        print(__version__)
        return DONE
    from cyclopts import CycloptsError

    try:
        code = application()(given, exit_on_error=False, print_error=False)
        sys.stdout.flush()  # a full disk or a reader that has gone shows here, not when the interpreter ends
    except InputError as error:
        return _said(_listed(error), BAD_INPUT)
    except (LeewayError, CycloptsError) as error:
        return _said(f"{error}", BAD_INPUT)
    except BrokenPipeError:
        # Whoever read our output has gone: keep the interpreter from writing to it again on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return _said("interrupted", INTERRUPTED)
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return _said("no space left where the output goes: what has been written there is not whole", BAD_INPUT)
        if os.environ.get("LEEWAY_DEBUG") == "1":
            raise
        what = f"{type(error).__name__}: {error}"
        return _said(f"{what}\nThis is a defect of leeway. LEEWAY_DEBUG=1 shows where it happened.", DEFECT)
    return code if isinstance(code, int) else DONE


def _listed(error: InputError) -> str:
    """All problems, one a line; of thousands the first ones."""
    problems = error.problems
    lines = [str(problem) for problem in problems[:MOST_SHOWN]]
    if len(problems) > 1:
        lines.insert(0, f"{len(problems):,} problems")
    if len(problems) > MOST_SHOWN:
        lines.append(f"... and {len(problems) - MOST_SHOWN:,} more")
    return "\n".join(lines)


def _said(message: str, code: int) -> int:
    print(f"leeway: {message}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())

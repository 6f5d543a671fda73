"""The documentation is run: every `leeway` command in it, every case in it, every line of output it shows."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from leeway.case.load import load_case
from leeway.cli import main

ROOT = Path(__file__).resolve().parents[1]
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
GUIDES_WITH_A_CASE = [page for page in GUIDES if "```toml plan.toml" in page.read_text(encoding="utf-8")]
PAGES = [ROOT / "README.md", ROOT / "docs" / "tutorial" / "first-case.md", *GUIDES]
FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^(?:\$ )?(?:\S*/)?leeway (?P<words>.+)$")
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)#\s]+)(?:#[^)]*)?\)")


@dataclass(frozen=True)
class Block:
    """A code block: the language and file name after the fence, and what it holds."""

    language: str
    name: str
    body: str


def blocks(page: Path) -> list[Block]:
    """The code blocks of a page in order."""
    found = []
    for match in FENCE.finditer(page.read_text(encoding="utf-8")):
        language, _, name = match["info"].strip().partition(" ")
        found.append(Block(language, name.strip(), match["body"]))
    return found


def commands(block: Block) -> list[list[str]]:
    """The words after `leeway` of every such line of a shell block."""
    lines = block.body.splitlines() if block.language in ("sh", "console") else []
    return [match["words"].split("#")[0].split() for line in lines if (match := COMMAND.match(line.strip()))]


def write_files(page: Path, directory: Path) -> None:
    """Write the files a page holds (blocks with a file name) into a directory."""
    directory.mkdir()
    for block in blocks(page):
        if block.name:
            (directory / block.name).write_text(block.body, encoding="utf-8")


def shown_in_order(shown: str, printed: str) -> str | None:
    """The first line of `shown` that does not follow in `printed`; "..." stands for anything within a line, and one
    space for any number of them."""
    lines = (" ".join(line.split()) for line in printed.splitlines())
    for line in filter(str.strip, shown.splitlines()):
        pattern = re.compile(".*".join(re.escape(" ".join(part.split())) for part in line.split("...")))
        if not any(pattern.search(candidate) for candidate in lines):
            return line
    return None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_run_and_print_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command of the page ends with 0, and each `text` block after it is what it prints."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    write_files(page, tmp_path / "mycase")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    printed, run = "", 0
    for block in blocks(page):
        for words in commands(block):
            code = main(words)
            printed = "".join(capsys.readouterr())
            assert code == 0, f"leeway {' '.join(words)}\n{printed}"
            run += 1
        if block.language == "text" and run:
            missing = shown_in_order(block.body, printed)
            assert missing is None, f"{page.name} shows a line that is not printed: {missing!r}; printed:\n{printed}"
    assert run, f"{page.name} holds no leeway command"


@pytest.mark.parametrize("page", GUIDES_WITH_A_CASE, ids=lambda page: page.stem)
def test_guides_hold_a_whole_case(page: Path, tmp_path: Path) -> None:
    """The plan of each guide that has one is a case by itself."""
    write_files(page, tmp_path / "mycase")
    assert load_case(tmp_path / "mycase").groups


def test_every_guide_is_in_the_index() -> None:
    """docs/README.md links every page of documentation."""
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = [p.relative_to(ROOT / "docs").as_posix() for p in (ROOT / "docs").rglob("*.md") if p.name != "README.md"]
    assert pages
    assert [page for page in pages if f"({page})" not in index] == []


@pytest.mark.parametrize("page", [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    """Links between files name files that exist."""
    targets = [m["target"] for m in LINK.finditer(page.read_text(encoding="utf-8"))]
    inside = [target for target in targets if "://" not in target]
    assert [target for target in inside if not (page.parent / target).exists()] == []


def test_the_check_of_shown_output_can_fail() -> None:
    """A shown line must be printed, in the order shown."""
    assert shown_in_order("a 1\nb ... x", "a 1\nnoise\nb 2 x\n") is None
    assert shown_in_order("b\na", "a\nb\n") == "a"
    assert shown_in_order("a 1", "a    1") is None
    assert shown_in_order("c", "a\nb\n") == "c"

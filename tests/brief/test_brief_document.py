"""The brief of a small case: what stands in it, where its numbers lead, that it can be made again."""

from __future__ import annotations

import itertools
import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from brief_case import AS_OF, CASE, PEOPLE, SMALL, made, small_brief, write_case

from leeway.brief.document import Paragraph, Points, Ref, Strong, Table, Text, plain, walk
from leeway.brief.parts.checklists import load_checklists
from leeway.brief.render.html import html
from leeway.brief.render.markdown import markdown
from leeway.brief.render.pdf import pages, pdf
from leeway.errors import InputError, LeewayError
from leeway.movement.pool import Pool

VOID = {"meta", "link", "br", "hr", "img", "input", "path", "rect", "use"}


class Page(HTMLParser):
    """What a test asks of a page: tags with attributes, open tags, text by tag."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: dict[str, list[str]] = {}
        self.mismatched: list[str] = []
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.mismatched.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open:
            self.words.setdefault(self.open[-1], []).append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def references(words: Text) -> list[str]:
    return [piece.id for piece in words if isinstance(piece, Ref)]


def test_one_page_first_and_assessment_apart_from_policy() -> None:
    """Answer, changes and what would change it come first; proposals stand only in part B, and a person decides."""
    brief = small_brief()
    assert [s.id for s in brief.sections] == ["one-page", "assessment", "policy", "record"]
    assert [s.id for s in brief.sections[0].sections] == ["answer", "changed", "would-change"]
    inner = {s.id: [i.id for i in s.sections] for s in brief.sections}
    assert {"picture", "contradictions", "forecast", "clearance", "starts"} == set(inner["assessment"])
    assert {"posture", "tripwires", "order", "messages", "checklists", "decision"} == set(inner["policy"])
    assert {"dissent", "assumptions", "method"} <= set(inner["record"])
    assert "a person decides" in markdown(brief)
    assert "ordered departure" not in " ".join(markdown_of(brief, "assessment"))


def markdown_of(brief: object, name: str) -> list[str]:
    whole = markdown(brief)  # type: ignore[arg-type]
    title = next(s.title for s in brief.sections if s.id == name)  # type: ignore[attr-defined]
    return whole.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0].splitlines()


def test_every_reference_leads_to_an_entry_and_every_entry_is_used() -> None:
    """No dead mark, no orphan: references of all texts and of entries among themselves are the entries there are."""
    brief = small_brief()
    found: list[str] = [name for entry in brief.trail for name in entry.also]
    for section in walk(brief.sections):
        for block in section.blocks:
            if isinstance(block, Table):
                found += [r for row in block.rows for cell in row for r in references(cell)] + references(block.note)
            elif isinstance(block, Points):
                found += [r for item in block.items for r in references(item)]
            elif hasattr(block, "words") and not isinstance(block.words, str):
                found += references(block.words)
    assert set(found) == {entry.id for entry in brief.trail}


def test_the_trail_holds_the_exact_words_and_the_lines_of_the_plan() -> None:
    """A statement's entry quotes the report as published with who said it; a plan entry quotes the line itself."""
    by_kind: dict[str, list[dict[str, str]]] = {}
    for entry in small_brief().trail:
        by_kind.setdefault(entry.kind, []).append(dict(entry.fields))
    ghazni = next(f for f in by_kind["statement"] if "captured Ghazni" in f["words"])
    assert ghazni["said by"] == "governor"
    assert ghazni["published"] == "Test Wire, 2021-08-12 06:00 UTC"
    assert re.fullmatch(r"[A-F][1-6] \(Admiralty\), \d independent voices?", ghazni["grade"])
    families = next(f for f in by_kind["plan"] if f["says"].startswith("families,"))
    assert families == {"file": "people.csv, line 2", "says": PEOPLE.splitlines()[1]}
    assert any(f["file"].startswith("plan.toml, line") and "destroy rosters" in f["says"] for f in by_kind["plan"])
    assert any(re.fullmatch(r"campaigns.csv, row \d+", f.get("row", "")) for f in by_kind["history"])
    assert any("Seed 1" in f["how"] for f in by_kind["computed"])


def test_the_row_of_the_history_is_the_row_of_the_table() -> None:
    """The row named in the trail is where the packaged table has that campaign (header is row 1)."""
    import csv
    from importlib.resources import files

    rows = list(csv.reader(files("leeway.history").joinpath("data", "campaigns.csv").read_text().splitlines()))
    for entry in small_brief().trail:
        row = dict(entry.fields).get("row", "")
        if entry.kind == "history" and row:
            number = int(row.rsplit(" ", 1)[1])
            assert rows[number - 1][0].replace("_", " ") == entry.title.casefold()


def test_names_of_people_never_appear() -> None:
    """A speaker's name is gone from every output, whole or alone, though the report's words hold both; the office
    stands for it."""
    brief = small_brief()
    for words in (markdown(brief), html(brief)):
        assert "Testname" not in words
        assert "Daoud" not in words
    told = [dict(entry.fields)["words"] for entry in brief.trail if entry.kind == "statement"]
    assert not any("Testname" in words for words in told)


def test_same_case_same_bytes_in_all_three_formats(tmp_path: Path) -> None:
    """Made again from the same case and seed, with two processes, the three files are the same bytes."""
    with Pool(2) as pool:
        again = made(write_case(tmp_path / "case"), pool=pool)
    assert markdown(again) == markdown(small_brief())
    assert html(again) == html(small_brief())
    assert pdf(again) == pdf(small_brief())


def test_the_page_is_sound_and_fetches_nothing() -> None:
    """Tags nest, ids are unique and every link has its target; no script, no address that a browser would fetch."""
    words = html(small_brief())
    page = Page(words)
    assert page.mismatched == []
    assert page.open == []
    ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    assert {a["href"] for a in page.all("a")} <= {f"#{name}" for name in ids}
    assert not page.all("script")
    assert not page.all("link")
    assert not page.all("iframe")
    assert not page.all("img")
    names = ("src", "srcset", "data", "action", "href", "xlink:href", "poster")
    fetched = [value or "" for _, attrs in page.tags for name, value in attrs.items() if name in names]
    assert [value for value in fetched if not value.startswith("#")] == []
    assert not re.search(r"@import|url\((?!#)", words)


def test_the_page_can_be_read_by_everybody() -> None:
    """One h1; headings skip no level; tables have captions and scoped heads; figures a name in words; a language."""
    page = Page(html(small_brief()))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    assert page.all("html")[0]["lang"] == "en"
    assert len(page.all("caption")) == len(page.all("table")) > 5
    assert all(th.get("scope") in ("col", "row") for th in page.all("th"))
    figures = [svg for svg in page.all("svg") if svg.get("role") == "img"]
    assert len(figures) == len(page.all("figure")) == len(page.all("figcaption")) >= 4
    spans = {attrs.get("id") for tag, attrs in page.tags if tag == "span"}
    assert all(svg["aria-labelledby"] in spans for svg in figures)


def test_colours_of_the_page_have_contrast() -> None:
    """Every text colour of the style sheet has 4.5 to 1 against every background it may stand on."""
    from importlib.resources import files

    css = files("leeway.brief").joinpath("templates", "brief.css").read_text()

    def luminance(colour: str) -> float:
        full = colour if len(colour) == 7 else "#" + "".join(c * 2 for c in colour[1:])
        parts = [int(full[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    inks = re.findall(r"(?<![-\w])color: (#[0-9a-f]{3,6})", css)
    papers = re.findall(r"background: (#[0-9a-f]{3,6})", css)
    assert len(inks) >= 3
    assert len(papers) >= 3
    for ink in inks:
        for paper in papers:
            light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, paper)


def test_markup_in_reports_stays_words(tmp_path: Path) -> None:
    """A report that holds tags, Markdown and typst code changes nothing but the words shown."""
    body = "The Taliban captured Ghazni <script>alert(1)</script> #set page() | `x` on Thursday, officials said."
    brief = made(write_case(tmp_path / "case", reports={"r<b>1": ("2021-08-12T06:00:00Z", body)}))
    assert "<script" not in html(brief)
    assert pdf(brief).startswith(b"%PDF")
    assert not re.search(r"(?<!\\)<script", markdown(brief))
    assert "captured Ghazni \\<script" in markdown(brief)


def test_the_first_page_is_one_page() -> None:
    """The second page of the PDF is the contents: what comes first fits on one sheet; every page can be drawn."""
    drawn = pages(small_brief(), ppi=30)
    assert len(drawn) >= 8
    assert all(page.startswith(b"\x89PNG") for page in drawn)


def test_numbers_come_with_their_width() -> None:
    """The answer tells what the number of runs allows, the forecast its skill, the starts the people left."""
    words = markdown(small_brief())
    assert "the number of runs allows" in words
    answer = next(b for s in walk(small_brief().sections) if s.id == "answer" for b in s.blocks if isinstance(b, Table))
    labels = [plain(row[0]) for row in answer.rows]
    assert [label for label in labels if "80 % sure" in label]
    assert [label for label in labels if "95 % sure" in label]
    assert any(isinstance(piece, Strong) for piece in answer.rows[0][1])


def test_without_reports_the_brief_says_so(tmp_path: Path) -> None:
    """A case with a plan only gives a brief that says it rests on the plan alone."""
    brief = made(write_case(tmp_path / "case", reports={}))
    assert "The case holds no reports" in markdown(brief)
    assert not [entry for entry in brief.trail if entry.kind == "statement"]
    assert "Everybody out if starting now" in markdown(brief)


def test_before_the_first_report(tmp_path: Path) -> None:
    """Seen from before the first report nothing is known, which is said and not taken for calm."""
    words = markdown(made(write_case(tmp_path / "case"), AS_OF.replace(month=7)))
    assert "No report was public by then" in words
    assert "That nothing is known is not calm" in words
    assert "Ghazni: taken" not in words


def test_nothing_published_later_is_in_it() -> None:
    """The report of the day after does not show, in picture or trail."""
    assert "Kandahar on Friday" not in html(small_brief())


def test_silence_and_reports_nobody_could_read_warn_on_the_first_page(tmp_path: Path) -> None:
    """Nine days after the last report, with a file that is no text beside the others: both are said first, as a
    warning; on a day with fresh reports that could all be read nothing of it is said."""
    case = write_case(tmp_path / "case")
    (case / "reports" / "broken.docx").write_bytes(bytes(range(256)))
    first = made(case, AS_OF + timedelta(days=9)).sections[0].blocks[0]
    assert isinstance(first, Paragraph)
    assert first.kind == "warning"
    assert "One report of the case could not be read" in plain(first.words)
    assert "The newest report is 8.3 days old" in plain(first.words)
    fresh = small_brief().sections[0].blocks[0]
    assert isinstance(fresh, Paragraph)
    assert fresh.kind == "note"
    assert "could not be read" not in plain(fresh.words)
    assert "newest report" not in plain(fresh.words)


def test_without_hazard_it_is_refused(tmp_path: Path) -> None:
    """A case that names no hazard has no time left: an error that says what is missing."""
    case = CASE.partition("[hazard]")[0]
    with pytest.raises(LeewayError, match=r"\[hazard\]"):
        made(write_case(tmp_path / "case", case=case))


def test_small_groups_are_refused_put_together_or_shown(tmp_path: Path) -> None:
    """Three guards: refused by name and line; put together with the next smallest; shown only when asked to."""
    directory = write_case(tmp_path / "case", people=SMALL)
    with pytest.raises(InputError, match=r"people.csv, line 4, likely: found 'guards: 3'"):
        made(directory)
    together = markdown(made(directory, small="merge"))
    assert "| guards" not in together
    assert "guards [" not in together
    assert "others (small groups)" in together
    assert "guards,Embassy" not in together
    assert "guards [" in markdown(made(directory, small="show"))


def test_checklists_of_the_case_come_first_and_mistakes_are_named(tmp_path: Path) -> None:
    """A case's own checklists replace the packaged; a wrong rung or key is an error with a suggestion."""
    directory = write_case(tmp_path / "case")
    own = directory / "checklists.toml"
    own.write_text('[[checklist]]\nid = "x"\ntitle = "Boats"\nfrom = "normal"\nitems = [{ words = "Oars" }]\n')
    assert [(c.title, c.items[0].words) for c in load_checklists(directory)] == [("Boats", "Oars")]
    own.write_text('[[checklist]]\nid = "x"\ntitel = "Boats"\nfrom = "ordered"\nitems = ["Oars"]\n')
    with pytest.raises(InputError) as caught:
        load_checklists(directory)
    said = str(caught.value)
    assert "title" in said
    assert "ordered_departure" in said
    assert "items" in said
    own.write_text("[[checklist")
    with pytest.raises(InputError, match=r"checklists.toml"):
        load_checklists(directory)


def test_a_plan_without_people_is_refused(tmp_path: Path) -> None:
    """Nobody to get out is a mistake in people.csv, named before anything is computed."""
    with pytest.raises(InputError, match=r"people\.csv, row 2: expected at least one group"):
        made(write_case(tmp_path / "case", people=PEOPLE.splitlines()[0] + "\n"))

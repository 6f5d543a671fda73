"""One-to-one matching of predictions with gold, and the figures that follow from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leeway.evidence.scoring.names import missing, plain
from leeway.evidence.scoring.slots import FULL, SLOTS, Item
from leeway.evidence.scoring.spans import Span, find_spans, overlap

MIN_OVERLAP = 0.4
"""A prediction may match a gold statement of its kind whose quote it overlaps by this share of the shorter of both."""

_PREFERENCE = {"place": 1.0, "value": 1.0, "status": 0.5, "firmness": 0.25, "actor": 0.1, "when": 0.05, "speaker": 0.05}
_SAME_OF = 0.1


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts for one kind, or for all: gold statements, predictions, matches, matches with every slot of `FULL`."""

    gold: int
    predicted: int
    matched: int
    full: int

    @property
    def precision(self) -> float:
        return _precision(self.matched, self)

    @property
    def recall(self) -> float:
        return self.matched / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        return _harmonic(self.precision, self.recall)

    @property
    def full_precision(self) -> float:
        return _precision(self.full, self)

    @property
    def full_recall(self) -> float:
        return self.full / self.gold if self.gold else 1.0

    @property
    def full_f1(self) -> float:
        return _harmonic(self.full_precision, self.full_recall)


@dataclass(frozen=True, slots=True)
class SlotTally:
    """How often one slot is right: over all matches, and over those whose gold has something in it."""

    right: int
    of: int
    right_where_given: int
    given: int

    @property
    def accuracy(self) -> float:
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """`pairs`: indices of matched gold statements and predictions. `lost`: predictions whose quote is not in the body.
    `stray`: predictions for reports without gold, left out. `quote_length_ratio`: median of predicted over gold quote
    length; far above 1 means quotes too wide to mean much."""

    reports: int
    kinds: Mapping[str, Tally]
    all: Tally
    slots: Mapping[str, SlotTally]
    pairs: tuple[tuple[int, int], ...]
    lost: int
    stray: int
    quote_length_ratio: float

    def headline(self) -> dict[str, float]:
        """The figures of the last line of the printed table."""
        a = self.all
        rounded = {
            "precision": a.precision,
            "recall": a.recall,
            "f1": a.f1,
            "full_precision": a.full_precision,
            "full_recall": a.full_recall,
            "full_f1": a.full_f1,
            **{slot: tally.accuracy for slot, tally in self.slots.items()},
        }
        return {
            "reports": self.reports,
            "gold": a.gold,
            "predicted": a.predicted,
            "matched": a.matched,
            **{name: round(figure, 4) for name, figure in rounded.items()},
            "quote_length_ratio": round(self.quote_length_ratio, 2),
        }


def score(bodies: Mapping[str, str], gold: Sequence[Item], predictions: Sequence[Item]) -> Scores:
    """Match and count.

    `bodies`: body of each report by id. Predictions match gold of the same report and kind, one to one, greedily by
    overlap with a preference for agreeing slots. `pairs` index `gold` and the predictions that are not stray.
    """
    kept = [p for p in predictions if p.get("report") in bodies]
    gold_spans = [find_spans(bodies[g["report"]], g) for g in gold]
    spans = [find_spans(bodies[p["report"]], p) for p in kept]
    pairs = _pairs(gold, kept, gold_spans, spans)
    right = [{slot: agrees(gold[i], kept[j]) for slot, agrees in SLOTS.items()} for i, j in pairs]

    in_gold = Counter(str(g["kind"]) for g in gold)
    predicted = Counter(str(p.get("kind")) for p in kept)
    matched = Counter(str(gold[i]["kind"]) for i, _ in pairs)
    full = Counter(str(gold[i]["kind"]) for (i, _), ok in zip(pairs, right, strict=True) if all(ok[s] for s in FULL))
    ratios = sorted(_length(spans[j]) / max(1, _length(gold_spans[i])) for i, j in pairs)
    return Scores(
        reports=len(bodies),
        kinds={k: Tally(in_gold[k], predicted[k], matched[k], full[k]) for k in sorted(in_gold | predicted)},
        all=Tally(len(gold), len(kept), len(pairs), full.total()),
        slots={slot: _slot_tally(slot, gold, pairs, right) for slot in SLOTS},
        pairs=tuple(pairs),
        lost=sum(not s for s in spans),
        stray=len(predictions) - len(kept),
        quote_length_ratio=ratios[len(ratios) // 2] if ratios else 0.0,
    )


def _pairs(
    gold: Sequence[Item], predictions: Sequence[Item], gold_spans: list[list[Span]], spans: list[list[Span]]
) -> list[tuple[int, int]]:
    groups: defaultdict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i, g in enumerate(gold):
        groups[g["report"], str(g["kind"])][0].append(i)
    for j, p in enumerate(predictions):
        groups[p["report"], str(p.get("kind"))][1].append(j)
    pairs: list[tuple[int, int]] = []
    for _, (of_gold, of_predictions) in sorted(groups.items()):
        candidates = []
        for i in of_gold:
            for j in of_predictions:
                shared = overlap(gold_spans[i], spans[j])
                if shared >= MIN_OVERLAP:
                    candidates.append((-round(shared + _agreement(gold[i], predictions[j]), 6), i, j))
        taken_gold: set[int] = set()
        taken: set[int] = set()
        for _, i, j in sorted(candidates):
            if i not in taken_gold and j not in taken:
                taken_gold.add(i)
                taken.add(j)
                pairs.append((i, j))
    return pairs


def _agreement(gold: Item, predicted: Item) -> float:
    same_of = plain(str(gold.get("of") or "")) == plain(str(predicted.get("of") or ""))
    return sum(w * SLOTS[slot](gold, predicted) for slot, w in _PREFERENCE.items()) + _SAME_OF * same_of


def _slot_tally(
    slot: str, gold: Sequence[Item], pairs: Sequence[tuple[int, int]], right: Sequence[Mapping[str, bool]]
) -> SlotTally:
    given = [ok[slot] for (i, _), ok in zip(pairs, right, strict=True) if not missing(gold[i].get(slot))]
    return SlotTally(sum(ok[slot] for ok in right), len(right), sum(given), len(given))


def _precision(right: int, tally: Tally) -> float:
    if tally.predicted:
        return right / tally.predicted
    return 0.0 if tally.gold else 1.0


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _length(spans: list[Span]) -> int:
    return spans[0][1] - spans[0][0] if spans else 0

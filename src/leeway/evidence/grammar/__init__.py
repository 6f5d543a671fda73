"""From clauses to statements: one module for each family of kinds.

`statements.statements(text, voices)` is the main flow: `line` (words, chunks, clauses of a sentence), `scene` (what the
report has in mind there), the readers of the twelve kinds on the triggers of `lexicon`, `choice` (which of several
readings stands), `past` (what is left out), `surety` (firmness where the clause settles it), `merge` (once a report).
"""

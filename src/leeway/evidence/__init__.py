"""From reports to sourced statements: who said what of which place, number and day, how firmly, from which origin.

- `leeway.evidence.model`: the records, `Report` and `Statement`.
- `leeway.evidence.reports`: texts in, whatever their format.
- `leeway.evidence.read.read_reports(reports, reader)`: the main flow, reports to statements.
- `leeway.evidence.origins`: which reports and sentences are one origin.
- `leeway.evidence.scoring`: predictions held against annotated reports.

The reader is a finite-state cascade without model weights: `language` (tokens, sentences, numbers, dates), `places`
(gazetteer), `attribution` (quotes, speakers, firmness), `grammar` (clauses to statements); the words it knows are data
files in `lexicons`. Nothing here knows of movement or forecast.
"""

"""Readers beside the rules: the seam, one optional reader behind an endpoint, two readings set side by side.

- `leeway.evidence.extractor.protocol`: `Extractor`, `Extraction`, `Rejected`.
- `leeway.evidence.extractor.llm`: any endpoint that speaks the OpenAI chat protocol; off unless asked for.
- `leeway.evidence.extractor.compare`: agreements and differences of two readings, never merged.
"""

"""The brief: one plain model of the document, filled from an assessment with its trail, and three ways to write it."""

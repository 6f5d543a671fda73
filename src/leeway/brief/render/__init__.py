"""The brief as HTML, Markdown and PDF: three renderers of one document."""

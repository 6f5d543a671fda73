"""Which reports and sentences are one origin: copies, rewrites, translations, wire credits."""

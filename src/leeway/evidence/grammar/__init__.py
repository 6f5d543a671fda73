"""From clauses to statements: one module for each family of kinds."""

"""Pairs of forms, one a line: what CAT tools and translation engines take as a glossary."""

"""Korean–Chinese terminology: documents -> pairs -> concepts -> glossaries."""

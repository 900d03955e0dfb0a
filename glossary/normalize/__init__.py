"""Text -> key for comparing (`keys`), and one Chinese script -> the other for showing (`script`)."""

"""TBX, of every version and dialect."""

"""One file at a time: bytes → a record, or problems with their place."""

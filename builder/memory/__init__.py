"""What earlier builds made of the same bytes, and when this one may take it."""

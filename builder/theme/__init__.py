"""How it looks; knows no council."""

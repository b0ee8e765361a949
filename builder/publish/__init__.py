"""The plan → files, and the public record."""

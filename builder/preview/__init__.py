"""The site on this computer while an editor types."""

"""Printed phrases → figures: the words of a council report become data, or a problem with alternatives."""

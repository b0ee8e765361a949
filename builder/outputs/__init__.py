"""Site → outputs: which files the archive has and what each shows. `whole.py` gathers them."""

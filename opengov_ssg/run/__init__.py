"""How work is spread: one protocol (``concurrent.futures``), a serial twin, a process pool."""

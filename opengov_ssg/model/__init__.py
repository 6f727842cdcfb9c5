"""The vocabulary: frozen values, complete when created. No I/O, no clock, no logger."""

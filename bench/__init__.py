"""Measures the speed of the generator as a ratio to Hugo on the same records, in the same run."""

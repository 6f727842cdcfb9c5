"""What can be wrong with one record on its own, beyond the types of its fields."""

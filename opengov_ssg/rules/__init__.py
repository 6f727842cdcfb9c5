"""Rules: what is wrong between records though each alone is right. An ordered, named registry."""

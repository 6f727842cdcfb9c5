"""Stage 5: the only writer into the output folder. A reader sees the old site or the new one."""

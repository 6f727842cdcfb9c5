"""What a build keeps beside the output: bodies, in pack files that each worker appends to alone."""

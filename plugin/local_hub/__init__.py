"""A small, faithful Sentinel Hub on the loopback; it imports nothing else of ours."""

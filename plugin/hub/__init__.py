"""Between core values and a Sentinel Hub deployment."""

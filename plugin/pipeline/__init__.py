"""Plan, fetch, check and write one run; used by task and algorithm alike."""

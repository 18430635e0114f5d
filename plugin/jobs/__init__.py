"""Work off the main thread: the task, its pool, and the local hub's process."""

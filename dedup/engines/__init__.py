"""Where the work is done: here, in one process or several."""

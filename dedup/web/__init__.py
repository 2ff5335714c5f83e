"""The editor's workbench: a page on 127.0.0.1 that compares what is dropped on it."""

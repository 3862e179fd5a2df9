"""The queue's pages for citizens and officers."""

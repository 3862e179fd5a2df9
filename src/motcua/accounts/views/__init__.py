"""HTML for citizens and officers."""

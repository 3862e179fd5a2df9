"""Outside systems that reports may go to."""

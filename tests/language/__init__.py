"""The two languages of the screens: nothing unsaid, nothing said differently than it is looked up."""

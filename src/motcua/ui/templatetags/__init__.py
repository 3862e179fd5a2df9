"""Template tags of the product: `{% load ui %}`."""

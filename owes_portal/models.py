"""Models of the portal frame: none."""

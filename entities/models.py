"""Where Django finds the models of this app; nobody imports from here."""

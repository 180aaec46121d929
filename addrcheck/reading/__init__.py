"""From what was typed to what is read: one width, one script, the contact lifted out."""

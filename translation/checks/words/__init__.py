"""Tables of words in the fifteen languages."""

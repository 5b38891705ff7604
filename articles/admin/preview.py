"""A version as readers would see it, for staff, before it is published."""

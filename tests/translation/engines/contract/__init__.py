"""One suite that every engine passes; cases.py lists the engines."""

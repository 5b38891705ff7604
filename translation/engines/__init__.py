"""Engines: one file per service. base.py is the contract, routing.py decides which engine serves a pair."""

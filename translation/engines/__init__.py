"""Engines: one file or package per service. base.py is the contract, routing.py decides which engine serves a pair.

net/   calls over the network: which addresses may be asked, clients with deadlines and caps
text/  what a model of plain sentences needs around it, and the hygiene of every reply
"""

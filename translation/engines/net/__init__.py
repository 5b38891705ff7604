"""Calls over the network: which addresses may be asked, clients with deadlines and caps."""

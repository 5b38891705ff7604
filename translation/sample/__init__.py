"""The sample newsroom: articles in fifteen languages that demonstrate the product, written for it.

loader    from the files in this folder into the database
accounts  the people who may log in to a local run
"""

"""The sample newsroom: articles that show what the product does, in fifteen languages, written for it.

loader    from the files in this folder into the database
accounts  the people who may log in to a local run
"""

"""Quality assurance: what the checks find is stored, judged by people, and asked for before a release.

recheck, check_state   check what has changed
findings               rows of findings
feedback               how people judged findings
policy                 which checks an edition wants, and how severe their findings are
publish_gates          reasons against a release
bulk_check             check all articles
"""

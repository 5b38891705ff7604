"""Quality assurance: findings are stored, judged by people, and read by the gates before a release.

recheck, check_state   check what has changed
findings               rows of findings
feedback               people's judgements of findings
policy                 check settings of editions
publish_gates          reasons against a release
bulk_check             check all articles
"""

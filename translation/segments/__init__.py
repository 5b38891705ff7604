"""Documents as segments, and segments as documents.

units         a document's texts as segments, and targets as a document (pure)
sync          keep a version's segments equal to the segmentation of its source
by_rule       targets of texts without a letter
memory        translation memory
assembly      targets become the version's columns
locks         rows are locked in the order of their ids
unreviewed, unpublishable, unschedule    what keeps a version from readers
"""

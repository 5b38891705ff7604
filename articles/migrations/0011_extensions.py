"""Create the extensions for searching: trigrams, and letters without accents. Both are trusted: the database's owner may."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_arabic")]
    operations = [TrigramExtension(), UnaccentExtension()]

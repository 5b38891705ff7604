"""Versions get their article's date and section, so that an edition's lists need no article to be in order.

Triggers keep them equal for every write, also for a bulk update and a psql session.
"""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
LOCK TABLE articles_article IN SHARE ROW EXCLUSIVE MODE;
UPDATE articles_languageversion AS version SET date = article.date, section_id = article.section_id
  FROM articles_article AS article WHERE article.id = version.article_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""

FOLLOW = """
CREATE FUNCTION articles_version_takes_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- FOR SHARE waits for a change of the article that is not committed yet.
    SELECT date, section_id INTO NEW.date, NEW.section_id FROM articles_article WHERE id = NEW.article_id FOR SHARE;
    RETURN NEW;
END $$;

CREATE FUNCTION articles_article_moves_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_languageversion SET date = NEW.date, section_id = NEW.section_id WHERE article_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER articles_version_takes_place
    BEFORE INSERT OR UPDATE OF article_id, date, section_id ON articles_languageversion
    FOR EACH ROW EXECUTE FUNCTION articles_version_takes_place();

CREATE TRIGGER articles_article_moves_versions
    AFTER UPDATE OF date, section_id ON articles_article
    FOR EACH ROW WHEN ((OLD.date, OLD.section_id) IS DISTINCT FROM (NEW.date, NEW.section_id))
    EXECUTE FUNCTION articles_article_moves_versions();
"""

UNDO = """
DROP TRIGGER articles_article_moves_versions ON articles_article;
DROP TRIGGER articles_version_takes_place ON articles_languageversion;
DROP FUNCTION articles_article_moves_versions();
DROP FUNCTION articles_version_takes_place();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_longer_texts")]

    operations = [
        migrations.AddField("languageversion", "date", models.DateField(editable=False, null=True)),
        migrations.AddField(
            "languageversion",
            "section",
            models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.section",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(FOLLOW, UNDO),
    ]

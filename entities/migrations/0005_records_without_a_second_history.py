"""The copies of every earlier state of a record go: no page showed them and nothing erased the addresses in them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("entities", "0004_kept_pictures")]

    operations = [
        migrations.DeleteModel(name="HistoricalEntity_founders"),
        migrations.DeleteModel(name="HistoricalEntity"),
    ]

"""The copies of every earlier state of a record go: no page showed them and nothing erased the addresses in them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="HistoricalFundingProject_related"),
        migrations.DeleteModel(name="HistoricalFundingProject"),
        migrations.DeleteModel(name="HistoricalLocalPartnership_counties"),
        migrations.DeleteModel(name="HistoricalLocalPartnership"),
    ]

"""The log's model has the name that the field uses; its table stays."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("common", "0005_mail_of_an_owner")]

    operations = [
        migrations.AlterModelTable(name="act", table="common_act"),
        migrations.RenameModel(old_name="Act", new_name="AuditEntry"),
    ]

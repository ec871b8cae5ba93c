"""A request to take a picture down belongs to the picture and the page where it was seen, not to a gallery's photo."""

import django.db.models.deletion
from django.db import migrations, models


def _at_once(schema_editor):
    """PostgreSQL refuses to change a table whose rows still wait for their checks: they are made as we write."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def from_photos(apps, schema_editor):
    """What was asked of a photo is asked of its picture, seen on the photo's page."""
    _at_once(schema_editor)
    TakedownRequest = apps.get_model("news", "TakedownRequest")
    for row in TakedownRequest.objects.exclude(photo=None).select_related("photo__gallery").iterator():
        gallery = row.photo.gallery
        TakedownRequest.objects.filter(pk=row.pk).update(
            image=row.photo.image_id,
            centre=gallery.centre_id,
            page=f"/galerie/{gallery.slug}/{row.photo_id}/",
            title=gallery.title,
        )


def to_photos(apps, schema_editor):
    """Back: requests about other pictures keep no photo."""
    _at_once(schema_editor)
    TakedownRequest = apps.get_model("news", "TakedownRequest")
    Photo = apps.get_model("news", "Photo")
    for row in TakedownRequest.objects.filter(page__startswith="/galerie/").iterator():
        number = row.page.rstrip("/").rsplit("/", 1)[-1]
        if photo := Photo.objects.filter(pk=number, image=row.image_id).first():
            TakedownRequest.objects.filter(pk=row.pk).update(photo=photo)


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0001_initial"),
        ("files", "0001_initial"),
        ("news", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="takedownrequest",
            name="centre",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="takedown_requests",
                to="entities.supportcentre",
            ),
        ),
        migrations.AddField(
            model_name="takedownrequest",
            name="image",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="takedown_requests",
                to="files.storedimage",
            ),
        ),
        migrations.AddField(
            model_name="takedownrequest",
            name="page",
            field=models.CharField(blank=True, max_length=300, verbose_name="page where it was seen"),
        ),
        migrations.AddField(
            model_name="takedownrequest",
            name="title",
            field=models.CharField(blank=True, max_length=300, verbose_name="title of the page"),
        ),
        migrations.RunPython(from_photos, to_photos),
        migrations.RemoveField(model_name="takedownrequest", name="photo"),
    ]

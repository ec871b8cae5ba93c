"""Pictures as pages show them."""

import pytest
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from files.models import Rendition, StoredImage
from files.queries import Picture, focus_class, picture_of, pictures_for, tint_class
from files.services import make_renditions, set_focal_point
from tests.files.samples import accepted, encoded, photo

pytestmark = pytest.mark.django_db


def images(count: int) -> list[StoredImage]:
    """Images with renditions, without the work of making them."""
    made = StoredImage.objects.bulk_create(
        StoredImage(
            name=f"{n}.jpg",
            content_type="image/jpeg",
            size=1,
            sha256=str(n),
            original=f"{n}.jpg",
            width=2000,
            height=1000,
        )
        for n in range(count)
    )
    Rendition.objects.bulk_create(
        Rendition(image=image, format=form, width=w, height=w // 2, size=1, content=f"ab/{image.pk}/{w}.{form}")
        for image in made
        for form in ("jpeg", "webp")
        for w in (480, 960, 1920)
    )
    return made


def component(picture: Picture, **options: object) -> str:
    return render_to_string("components/picture.html", {"picture": picture, **options})


@pytest.mark.parametrize("count", [1, 30])
def test_any_number_of_pictures_costs_one_query(count: int) -> None:
    wanted = images(count)
    with CaptureQueriesContext(connection) as queries:
        pictures = pictures_for([*wanted, None])
        for picture in pictures.values():
            component(picture, alt="Rozmowa przy stole")
    assert len(queries) == 1
    assert len(pictures) == count


def test_no_picture_costs_no_query() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert pictures_for([None]) == {}
    assert len(queries) == 0


def test_the_browser_gets_all_widths_and_the_middle_one_otherwise() -> None:
    (image,) = images(1)
    picture = picture_of(image)
    folder = f"/media/ab/{image.pk}"
    assert picture.src == f"{folder}/960.jpeg"
    assert picture.largest == f"{folder}/1920.jpeg"
    assert picture.srcset_webp == f"{folder}/480.webp 480w, {folder}/960.webp 960w, {folder}/1920.webp 1920w"
    assert (picture.width, picture.height) == (1920, 960)


def test_the_component_is_whole_html() -> None:
    image = accepted(encoded(photo(1000, 500)))
    make_renditions(image.pk)
    image = set_focal_point(image=image, x=0.9, y=0.1, by=None)
    html = component(picture_of(image), alt='Rozmowa "przy stole"', sizes="50vw")
    assert html.startswith("<picture><source ")
    assert html.rstrip().endswith("</picture>")
    assert 'type="image/webp"' in html
    assert html.count('sizes="50vw"') == 2
    assert 'width="1000" height="500"' in html
    assert 'alt="Rozmowa &quot;przy stole&quot;"' in html
    assert 'class="focus-4-0 tint-' in html
    assert 'loading="lazy"' in html
    assert "style=" not in html


def test_the_leading_picture_is_loaded_at_once() -> None:
    html = component(picture_of(images(1)[0]), alt="", eager=True)
    assert 'fetchpriority="high"' in html
    assert "loading=" not in html


def test_a_picture_that_is_not_ready_is_a_drawing_of_its_shape() -> None:
    image = accepted(encoded(photo()))
    with translation.override("pl"):
        html = component(picture_of(image), alt="Stół")
    assert "photo-waiting" in html
    assert 'width="600" height="400"' in html
    assert 'alt="Stół (zdjęcie w przygotowaniu)"' in html
    assert "srcset" not in html


def test_a_picture_that_failed_promises_nothing() -> None:
    html = component(Picture(600, 400, failed=True), alt="Stół")
    assert 'alt="Stół"' in html


@pytest.mark.parametrize(
    ("x", "y", "name"),
    [(0.5, 0.5, ""), (0, 0, "focus-0-0"), (1, 1, "focus-4-4"), (0.3, 0.9, "focus-1-4"), (0.45, 0.55, "")],
)
def test_the_place_that_matters_becomes_one_of_25_classes(x: float, y: float, name: str) -> None:
    assert focus_class(x, y) == name


@pytest.mark.parametrize(
    ("colour", "name"), [("#000000", "tint-000"), ("#ffffff", "tint-222"), ("#80ff10", "tint-120"), ("", "")]
)
def test_the_average_colour_becomes_one_of_27_classes(colour: str, name: str) -> None:
    assert tint_class(colour) == name


def test_every_class_stands_in_the_stylesheet() -> None:
    css = "".join(path.read_text() for path in (settings.BASE_DIR / "static" / "css").glob("*.css"))
    places = {focus_class(column / 4, row / 4) for column in range(5) for row in range(5)} - {""}
    tints = {tint_class(f"#{r:02x}{g:02x}{b:02x}") for r in (0, 99, 255) for g in (0, 99, 255) for b in (0, 99, 255)}
    assert (len(places), len(tints)) == (24, 27)
    assert not [name for name in places | tints if f".{name} {{" not in css]


def test_a_removed_image_takes_its_renditions_along() -> None:
    (image,) = images(1)
    image.delete()
    with pytest.raises(ObjectDoesNotExist):
        Rendition.objects.get(image_id=image.pk)

"""Registering: 20 clients race for 100 of 300 places on PostgreSQL, Redis and gunicorn (2 workers), then one alone.

A complete registration is the form's page, the form sent, and the confirmation's page. The clients run on the same
machine, so beside the rate by the clock stands the processor time of the portal alone: it does not depend on what
else the machine does. Needs PostgreSQL and Redis.
"""

import re
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from bench import processor
from bench.pages import environment, manage, serving
from tests.servers import Postgres, Redis, postgres_folder, redis_program, running

CLIENTS, REGISTRATIONS, PLACES = 20, 100, 300
RATE, AIM, P99, ALONE = 30, 50, 1.0, 0.05
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|form_key)" value="([^"]+)"')
EVENT = f"""
from datetime import timedelta
from django.utils import timezone
from entities.centres.models import SupportCentre
from entities.territory.models import Voivodeship
from events.catalogue.services import plan_event, publish_event
day = timezone.localdate() + timedelta(days=30)
centre = SupportCentre.objects.create(slug="owes", kind="owes", name="OWES Pomiar", short_name="OWES", sort_name="owes",
                                      voivodeship=Voivodeship.objects.first(), email="owes@example.org")
event = plan_event(by=None, centre=centre, title="Pomiar", kind="workshop", starts_on=day,
                   town="Kęty", capacity={PLACES})
print("SLUG", publish_event(event_id=event.pk, by=None).slug)
"""
TAKEN = "from events.catalogue.models import Event; print('TAKEN', Event.objects.get(slug='%s').taken)"


def ask(port: int, n: int, method: str, path: str, cookie: str, body: str | None = None) -> tuple[int, str, str, str]:
    """Status, location, text and the cookie set; each client has an address of its own."""
    headers = {
        "Host": "127.0.0.1",
        "X-Forwarded-For": f"10.1.{n // 250}.{n % 250}",
        "X-Forwarded-Proto": "https",
        "Referer": "https://127.0.0.1/",
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": cookie,
    }
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request(method, path, body, headers)
        answer = line.getresponse()
        text = answer.read().decode()
    finally:
        line.close()
    given = (answer.headers.get("Set-Cookie") or "").partition(";")[0]
    return answer.status, answer.headers.get("Location", ""), text, given


def complete(port: int, slug: str, n: int) -> float:
    """One whole registration, and how long it took."""
    path, began = f"/wydarzenia/{slug}/zgloszenie/", time.perf_counter()
    status, _, text, cookie = ask(port, n, "GET", path, "")
    assert status == 200, status
    data = dict(HIDDEN.findall(text)) | {
        "for_whom": "self",
        "representing": "private",
        "first_name": f"Osoba{n}",
        "last_name": "Mierzona",
        "email": f"osoba{n}@example.org",
        "rules": "on",
        "notice": "on",
        "osoba-TOTAL_FORMS": "0",
        "osoba-INITIAL_FORMS": "0",
    }
    status, location, _, _ = ask(port, n, "POST", path, cookie, urlencode(data))
    assert status == 302, status
    status, _, text, _ = ask(port, n, "GET", location, cookie)
    assert status == 200, status
    assert f"osoba{n}@example.org" in text
    return time.perf_counter() - began


def race(port: int, slug: str, clients: int, total: int, first: int) -> tuple[float, list[float]]:
    """`total` registrations by so many clients: the time of all, and of each."""
    numbers, took, errors = iter(range(first, first + total)), [], []
    lock = threading.Lock()

    def work() -> None:
        while True:
            with lock:
                n = next(numbers, None)
            if n is None:
                return
            try:
                took.append(complete(port, slug, n))
            except Exception as error:  # told at the end
                errors.append(error)
                return

    threads = [threading.Thread(target=work) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return time.perf_counter() - began, sorted(took)


def measure(port: int, pid: int, slug: str) -> bool:
    """Warm up, race, then one client alone; print what came out."""
    race(port, slug, 8, 16, 0)
    before = processor.seconds(pid)
    seconds, took = race(port, slug, CLIENTS, REGISTRATIONS, 1000)
    used = processor.seconds(pid) - before
    rate, p99 = REGISTRATIONS / seconds, took[int(len(took) * 0.99) - 1]
    _, alone = race(port, slug, 1, 30, 2000)
    p50 = alone[len(alone) // 2]
    print(
        f"{CLIENTS} clients: {rate:.1f} complete registrations/s (≥ {RATE}, the aim {AIM}), p99 {p99:.2f} s (≤ {P99})"
    )
    print(f"one client: p50 {p50 * 1000:.0f} ms (≤ {ALONE * 1000:.0f})")
    each = used / REGISTRATIONS
    print(f"processor time of the portal: {each * 1000:.0f} ms each, two cores of its own would give {2 / each:.0f}/s")
    return rate >= RATE and p99 <= P99 and p50 <= ALONE


def main() -> int:
    """Set everything up, measure, say how it went."""
    folder, redis_path = postgres_folder(), redis_program()
    if folder is None or redis_path is None:
        print("bench registration: needs PostgreSQL and redis-server; left out.")
        return 0
    postgres, redis = Postgres(folder), Redis(redis_path)
    with tempfile.TemporaryDirectory() as scratch, running(postgres), running(redis):
        postgres.create("bench")
        env = environment(Path(scratch), postgres.url("bench"), redis.url)
        demo = env | {"OWES_MODE": "demo"}
        manage(demo, "migrate", "-v0")
        manage(env, "collectstatic", "--noinput", "-v0")
        slug = manage(demo, "shell", "-v0", "-c", EVENT).split("SLUG ")[1].split()[0]
        with serving("owes_portal.wsgi", env) as server:
            port = int(server.base.rpartition(":")[2])
            for _ in range(200):
                try:
                    ask(port, 0, "GET", "/healthz", "")
                    break
                except OSError:
                    time.sleep(0.1)
            good = measure(port, server.pid, slug)
        taken = int(manage(demo, "shell", "-v0", "-c", TAKEN % slug).split("TAKEN ")[1])
        assert taken == 16 + REGISTRATIONS + 30, taken
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

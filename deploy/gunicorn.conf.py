"""gunicorn -c deploy/gunicorn.conf.py owes_portal.wsgi"""

import multiprocessing
import os

bind = os.environ.get("OWES_BIND", "unix:/run/owes-portal/web.sock")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", multiprocessing.cpu_count() * 2 + 1))
# One request at a time in each worker: threads of one Python only wait for each other, also while they hold an event's
# row (four: 33 registrations a second, p99 1 s; one: 44, 0.5 s). More at once means more workers, or more machines.
threads = 1
# Who waits, waits in the one queue of the socket, before all workers: nobody stands behind a slow request while another
# worker is idle. nginx opens a connection for each request, so none is kept.
worker_connections = 1
keepalive = 0
# The heartbeat is another thread's (gthread): a long export is not taken for a hanging worker.
timeout = 30
graceful_timeout = 30
# Workers are renewed now and then, not all at once.
max_requests = 5000
max_requests_jitter = 500
preload_app = False
# Nobody steers it but systemd, and the account has no home for a socket.
control_socket_disable = True
# A worker's heartbeat is a file: in memory, so that a slow disk is not taken for a hanging worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
# The web server writes the access log; addresses may hold what people searched for.
accesslog = None
errorlog = "-"
forwarded_allow_ips = "127.0.0.1"

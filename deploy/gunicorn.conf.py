"""gunicorn -c deploy/gunicorn.conf.py owes_portal.wsgi"""

import multiprocessing
import os

bind = os.environ.get("OWES_BIND", "unix:/run/owes-portal/web.sock")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", multiprocessing.cpu_count() * 2 + 1))
# Few threads: each may hold a connection to the database (workers × threads of them at most).
threads = 4
timeout = 30
graceful_timeout = 30
keepalive = 5
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

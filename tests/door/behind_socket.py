"""A dashboard that listens on a Unix socket alone, behind an nginx that says who its readers are."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.replicas import ROOT, free_port, wait_for

CONF = """user root; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}
http {{
  access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  map $http_upgrade $dashboard_connection {{ default upgrade; "" close; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://unix:{folder}/dashboard.sock; proxy_http_version 1.1; proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $dashboard_connection;
      proxy_set_header X-User "office"; proxy_set_header X-Role "approver"; proxy_set_header X-Units "*";
    }}
  }}
}}"""


@contextmanager
def behind_socket(folder: Path) -> Iterator[tuple[str, Path]]:
    """The address of nginx, and the socket behind it."""
    port, socket = free_port(), folder / "dashboard.sock"
    told = {
        "STORE_URL": f"sqlite:///{folder}/store.db", "ACCESS_MODE": "proxy", "UNIX_SOCKET": str(socket),
        "PROXY_USER_HEADER": "X-User",
    }  # fmt: skip
    (folder / "nginx.conf").write_text(CONF.format(folder=folder, port=port))
    with (folder / "log").open("wb") as log:
        served = subprocess.Popen([sys.executable, "asgi.py"], cwd=ROOT, env=os.environ | told, stdout=log, stderr=log)
        proxy = None
        try:
            until = time.monotonic() + 120
            while not socket.exists() and time.monotonic() < until:
                time.sleep(0.1)
            proxy = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")])
            wait_for(f"http://127.0.0.1:{port}/readyz")
            yield f"http://127.0.0.1:{port}", socket
        finally:
            for process in [*([proxy] if proxy else []), served]:
                process.terminate()
                process.wait(timeout=30)

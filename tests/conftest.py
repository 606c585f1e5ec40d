"""How drawn examples are judged: by what they show, never by how busy the machine was."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

# Servers that tests start leave the machine to the tests: nothing is worked out ahead, but where a test asks for it.
os.environ.setdefault("KEPT_RESULTS", "off")

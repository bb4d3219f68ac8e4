"""What an operator's monitor may know: counts and times, never names.

In: events. Out: the text of a Prometheus page. One registry a house, so that two houses of one process do not mix.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(slots=True)
class Meters:
    """The counters of one house."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    _decisions: Counter = field(init=False)
    _requests: Counter = field(init=False)
    _seconds: Histogram = field(init=False)
    _waiting: Gauge = field(init=False)
    _uploads: Gauge = field(init=False)

    def __post_init__(self) -> None:
        self._decisions = Counter("outscan_decisions", "Decisions by door and answer", ("door", "answer"), registry=self.registry)
        self._requests = Counter(
            "outscan_requests", "HTTP requests by route and status", ("route", "status"), registry=self.registry
        )
        self._seconds = Histogram("outscan_request_seconds", "Seconds a request took", ("route",), registry=self.registry)
        self._waiting = Gauge("outscan_scans_waiting", "Scans accepted and not finished", registry=self.registry)
        self._uploads = Gauge("outscan_uploads_open", "Uploads arriving now", registry=self.registry)

    def decided(self, door: str, answer: str) -> None:
        """Count a decision."""
        self._decisions.labels(door, answer).inc()

    def asked(self, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def page(self, waiting: int, uploads: int) -> bytes:
        """The page."""
        self._waiting.set(waiting)
        self._uploads.set(uploads)
        return generate_latest(self.registry)

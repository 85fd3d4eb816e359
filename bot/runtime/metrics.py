"""What /metrics tells of one process: counts, never content."""

from prometheus_client import Counter, Gauge

EVENTS = Counter("jangkau_events", "Events that were handled and committed.")
MESSAGES = Counter("jangkau_messages", "What became of messages, retries included.", ["state"])
POLL_AGE = Gauge("jangkau_seconds_since_poll", "Seconds since Telegram last answered a poll; -1 before the first.")

"""What Schemathesis cannot know of the texts that it makes up."""

from datetime import date, datetime, timezone
from uuid import uuid4

import schemathesis
from hypothesis import strategies as st

DIGITS = "0123456789"
KEY = "Idempotency-Key"


def with_check_digit(nine: str) -> str:
    """The NPI that begins with nine digits (45 CFR 162.406)."""
    counted = "".join(
        str(int(digit) * 2) if place % 2 == 0 else digit
        for place, digit in enumerate(reversed("80840" + nine))
    )
    return nine + str(-sum(map(int, counted)) % 10)


schemathesis.openapi.format("npi", st.text(DIGITS, min_size=9, max_size=9).map(with_check_digit))

# The document says in words which years are taken. That nobody is born, and nothing happens, after
# the request came in, no schema can say: dates are of before, and instants of lately.
schemathesis.openapi.format(
    "date", st.dates(date(1900, 1, 1), date(2026, 6, 30)).map(date.isoformat)
)
schemathesis.openapi.format(
    "date-time",
    st.datetimes(
        datetime(2026, 7, 2), datetime.now().replace(microsecond=0), timezones=st.just(timezone.utc)
    ).map(lambda instant: instant.isoformat(timespec="milliseconds")),
)


@schemathesis.hook
def before_call(context, case, kwargs):
    """Names each valid command by a key of its own: few keys would come back with other commands."""
    if case.meta is not None and case.meta.generation.mode.is_positive and KEY in case.headers:
        case.headers[KEY] = str(uuid4())

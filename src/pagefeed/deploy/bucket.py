"""A bucket of an S3-like store as a target, through obstore.

Owns the requests, their retries and the telling of what went wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pagefeed.deploy.stores import ConflictError, Stored
from pagefeed.errors import PublishError

if TYPE_CHECKING:
    from obstore.store import ClientConfig

# A request is given up after this long; much less than a lease lasts (deploy.lease.TERM).
_GIVE_UP = timedelta(seconds=90)


class Bucket:
    """A bucket, or a prefix in it, of a store that speaks S3."""

    is_folder = False

    def __init__(self, bucket: str, prefix: str = "", endpoint: str | None = None) -> None:
        from obstore.store import S3Store

        self.name = f"s3://{bucket}/{prefix}".rstrip("/")
        options: ClientConfig = {"timeout": timedelta(seconds=30)}
        settings: dict[str, Any] = {}
        if endpoint:
            settings["endpoint"] = endpoint.rstrip("/")
            options["allow_http"] = endpoint.startswith("http://")
        with _told(self.name):
            self._store = S3Store(
                bucket,
                prefix=prefix or None,
                client_options=options,
                retry_config={
                    "max_retries": 8,
                    "backoff": {
                        "init_backoff": timedelta(milliseconds=100),
                        "max_backoff": timedelta(seconds=10),
                        "base": 2,
                    },
                    "retry_timeout": _GIVE_UP,
                },
                **settings,
            )

    def read(self, path: str) -> Stored | None:
        """See Store."""
        import obstore

        with _told(f"{self.name}/{path}"):
            try:
                found = obstore.get(self._store, path)
                return Stored(data=bytes(found.bytes()), tag=found.meta["e_tag"] or "")
            except FileNotFoundError:
                return None

    def tags(self) -> dict[str, str]:
        """See Store."""
        import obstore

        with _told(self.name):
            return {
                meta["path"]: meta["e_tag"] or ""
                for chunk in obstore.list(self._store)
                for meta in chunk
            }

    def put(self, path: str, data: bytes, headers: Mapping[str, str]) -> str:
        """See Store. Of the headers, a bucket keeps the type and the cache control."""
        import obstore

        kept = {k: v for k, v in headers.items() if k in ("Content-Type", "Cache-Control")}
        with _told(f"{self.name}/{path}"):
            # One request, however large: an upload in parts could be half done at a death.
            result = obstore.put(self._store, path, data, attributes=kept, use_multipart=False)
            return result["e_tag"] or ""

    def put_if(self, path: str, data: bytes, tag: str | None) -> str:
        """See Store."""
        import obstore
        from obstore.exceptions import AlreadyExistsError, PreconditionError

        headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
        with _told(f"{self.name}/{path}"):
            try:
                result = obstore.put(
                    self._store,
                    path,
                    data,
                    attributes=headers,
                    mode="create" if tag is None else {"e_tag": tag},
                    use_multipart=False,
                )
            except (AlreadyExistsError, PreconditionError) as error:
                raise ConflictError(path) from error
            return result["e_tag"] or ""

    def delete(self, paths: Iterable[str]) -> None:
        """See Store."""
        import obstore

        for path in paths:
            with _told(f"{self.name}/{path}"):
                try:
                    obstore.delete(self._store, path)
                except FileNotFoundError:
                    continue

    def refuse(self, output: Path) -> None:
        """See Store."""
        del output

    def tidy(self) -> None:
        """See Store. A put is one request: there is nothing half done."""


_STATUS = re.compile(r"status code: ([0-9]{3} [A-Za-z ]+)")
_CODE = re.compile(r"<Code>([A-Za-z]+)</Code>")
_HINTS = {
    "403": "Look at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and at what they may do there",
    "401": "Look at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "404": "Look at the bucket's name, AWS_REGION and --endpoint",
    "301": "Look at AWS_REGION",
    "501": "The store must know conditional writes (If-Match and If-None-Match on PUT)",
}


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Turn what the library raises into one sentence and a hint."""
    from obstore.exceptions import BaseError

    try:
        yield
    except (BaseError, ValueError, OSError) as error:
        text = str(error)
        status, code = _STATUS.search(text), _CODE.search(text)
        if status:
            message = f"the store answered {status[1].strip()}{f' ({code[1]})' if code else ''}"
            hint = _HINTS.get(status[1][:3], "Run the deploy again; it goes on where it stopped")
        else:
            message = text.split("\n", 1)[0].strip()
            hint = "Look at --endpoint, AWS_REGION and the network"
        raise PublishError(message, where=where, hint=hint) from error

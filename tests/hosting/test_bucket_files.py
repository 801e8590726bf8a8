"""The files for buckets and for CloudFront before them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from pagefeed import headers
from programs import need

HOSTING = Path(__file__).parents[2] / "hosting"


def test_cloudfront_sends_the_policy_of_pages() -> None:
    policy = json.loads((HOSTING / "cloudfront-headers.json").read_text())
    security = policy["SecurityHeadersConfig"]
    page = headers.headers("index.html")
    assert (
        security["ContentSecurityPolicy"]["ContentSecurityPolicy"]
        == (page["Content-Security-Policy"])
    )
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == page["Referrer-Policy"]
    assert "ContentTypeOptions" in security
    for entry in policy["CorsConfig"].values():
        if isinstance(entry, dict):
            assert entry["Quantity"] == len(entry["Items"])


def test_the_bucket_lets_every_site_read() -> None:
    (rule,) = json.loads((HOSTING / "s3-cors.json").read_text())["CORSRules"]
    assert (rule["AllowedOrigins"], rule["AllowedMethods"]) == (["*"], ["GET", "HEAD"])


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("/", "/index.html"),
        ("/all/", "/all/index.html"),
        ("/all/2021/05/", "/all/2021/05/index.html"),
        ("/all/rss.xml", "/all/rss.xml"),
        ("/style.css", "/style.css"),
        ("/all", "301 /all/"),
        ("/all/2021/05", "301 /all/2021/05/"),
    ],
)
def test_folders_are_their_index_behind_cloudfront(asked: str, answer: str) -> None:
    need("node")
    script = (HOSTING / "cloudfront-index.js").read_text() + (
        f"\nconst a = handler({{ request: {{ uri: {json.dumps(asked)} }} }});\n"
        "console.log(a.uri || `${a.statusCode} ${a.headers.location.value}`);"
    )
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == answer

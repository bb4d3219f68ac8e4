"""What is shipped and under which licence: a CycloneDX list of it, and the texts of all licences.

In: wheels, and packages of Debian whose parts are carried. Out: `sbom.cdx.json` (CycloneDX 1.6, valid by the schema its library
brings), a folder of texts. GPL and AGPL stop the build; LGPL, MPL and GCC's exception do not (each part is carried unmodified).
"""

from __future__ import annotations

import hashlib
import re
import uuid
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from delivery.wheelhouse import metadata

_TEXT = re.compile(r"(^|/)(LICEN[CS]ES?|COPYING|NOTICE|AUTHORS|ThirdPartyNotices)([^/]*$|/)", re.IGNORECASE)
_FREE = re.compile(r"(?<!Lesser )General Public|(?<![LAl])GPL|AGPL|Affero")
_EXCEPTED = ("GCC-exception", "Classpath-exception")


class Forbidden(Exception):
    """A licence that may not be shipped."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is shipped: `texts` are its licence files by name."""

    name: str
    version: str
    licence: str
    purl: str
    sha256: str = ""
    texts: Mapping[str, bytes] = field(default_factory=dict)


def part_of(wheel: Path) -> Part:
    """A wheel as a part."""
    told = metadata(wheel)
    with zipfile.ZipFile(wheel) as kept:
        texts = {name: kept.read(name) for name in kept.namelist() if _TEXT.search(name) and not name.endswith("/")}
    name = re.sub(r"[-_.]+", "-", told["Name"]).lower()
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return Part(told["Name"], told["Version"], licence_of(told), f"pkg:pypi/{name}@{told['Version']}", digest, texts)


def licence_of(told: Mapping[str, str]) -> str:
    """The licence as METADATA says it: the SPDX expression, else the classifiers, else the free line."""
    if expression := told.get("License-Expression"):
        return expression
    named = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License ::")]  # type: ignore[attr-defined]
    return "; ".join(named) or next(iter((told.get("License") or "").strip().splitlines()), "")


def forbidden(licence: str) -> bool:
    """Whether something under `licence` may not be shipped. Of a choice (OR) one good side is enough."""
    if any(one in licence for one in _EXCEPTED):
        return False
    return all(_FREE.search(side.replace("Lesser General Public", "LGPL")) for side in re.split(r"\s+OR\s+", licence))


def write(parts: Iterable[Part], out: Path, version: str, second: int) -> Path:
    """Write `sbom.cdx.json` and `licences/` into `out`. Raises Forbidden."""
    listed = sorted(
        {(one.name.lower(), one.version, one.sha256): one for one in parts}.values(),
        key=lambda p: (p.name.lower(), p.version, p.sha256),
    )
    if bad := [
        f"{one.name} {one.version}: {one.licence or 'no licence said'}"
        for one in listed
        if not one.licence or forbidden(one.licence)
    ]:
        raise Forbidden("; ".join(bad))
    without = []
    for one in listed:
        folder = out / "licences" / f"{one.name}-{one.version}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "LICENCE.txt").write_text(f"{one.name} {one.version}\n{one.purl}\n{one.licence}\n", "utf-8")
        for name, text in one.texts.items():
            (folder / re.sub(r"[^\w.-]+", "_", name)).write_bytes(text)
        if not one.texts:
            without.append(f"{one.name} {one.version}: {one.licence}\n")
    (out / "licences" / "WITHOUT-TEXT.txt").write_text("".join(sorted(set(without))), "utf-8")
    target = out / "sbom.cdx.json"
    target.write_text(listing(listed, version, second), "utf-8")
    return target


def listing(parts: Iterable[Part], version: str, second: int) -> str:
    """The CycloneDX document: the same parts at the same second give the same text."""
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model import HashAlgorithm, HashType
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator
    from packageurl import PackageURL

    licences = LicenseFactory()
    bom = Bom(serial_number=uuid.UUID(int=0))
    bom.metadata.timestamp = datetime.fromtimestamp(second, UTC)
    root = Component(name="outscan", version=version, type=ComponentType.APPLICATION, bom_ref="outscan")
    root.licenses.add(licences.make_from_string("Apache-2.0"))
    bom.metadata.component = root
    for one in parts:
        made = Component(
            name=one.name,
            version=one.version,
            type=ComponentType.LIBRARY,
            bom_ref=f"{one.purl}#{one.sha256[:16]}",
            purl=PackageURL.from_string(one.purl),
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one.sha256)] if one.sha256 else [],
        )
        made.licenses.add(licences.make_from_string(one.licence))
        bom.components.add(made)
        bom.register_dependency(root, [made])
    told = "\n".join(f"{one.bom_ref}" for one in sorted(bom.components, key=str))
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"{version} {second}\n{told}")
    text = JsonV1Dot6(bom).output_as_string(indent=1)
    if wrong := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise RuntimeError(f"the list is not valid CycloneDX: {wrong}")
    return text

"""The registry of evidence and techniques: every kind a detector may see, its facts, its traits; every way of processing.

In: nothing. Out: `EVIDENCE`, `TECHNIQUES`. Lexicons are compiled against it, so that a misspelt kind, fact or technique does not
load; processing asks for traits and never lists names. Words for people stand in words/, and a test holds that none is missing.
docs/evidence.md says what each is read from.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from outscan.nouns import Struct


class Trait(Enum):
    """What processing may do with evidence of a kind."""

    PLACES = "places"
    """Holds positions, which can be rounded."""
    SERIES = "series"
    """Rows follow one another in time, and can be averaged."""
    PERSONS = "persons"
    """Names people or numbers that identify them."""
    SCALE = "scale"
    """Says how exact a map is."""


class EvidenceKind(Struct, frozen=True):
    """A kind of evidence: the rule its matches bear, the facts they may carry, its traits."""

    detector: str
    kind: str
    facts: frozenset[str] = frozenset()
    traits: frozenset[Trait] = frozenset()

    @property
    def rule(self) -> str:
        """The rule of its matches: quantity/map_scale."""
        return f"{self.detector}/{self.kind}"


_SERIES = "rows days step station border header"
_TABLE = "begin stop public_context"
_KINDS: dict[str, dict[str, str]] = {
    "quantity": {
        "map_scale": "denominator @scale",
        "sheet_number": "denominator style @scale",
        "area": "km2 pieces",
        "length": "m",
        "contour_interval": "m",
        "grid_resolution": "m arcmin",
        "image_resolution": "m",
        "positional_accuracy": "m axis",
        "relative_height_accuracy": "percent",
        "height_anomaly_accuracy": "m",
        "gravity_accuracy": "mgal",
        "gravity": "mgal",
        "deflection_accuracy": "arcsec",
        "discharge": "m3s",
        "storage": "m3",
        "level": "m",
        "depth": "m",
        "height": "m",
        "capacity": "kw",
        "voltage": "kv",
        "year": "year",
        "date": "year month day",
        "money": "yuan",
        "persons": "persons",
        "percent": "percent",
        "series": "years",
        "ore_reserve": "t",
        "recipe": "kinds",
    },
    "coordinates": {
        "geographic": "lat lon precision_m labelled datum public_offset public_context @places",
        "projected": "northing easting zone width precision_m labelled datum public_context @places",
        "mercator": "x y precision_m public_context @places",
        "geohash": "lat lon precision_m",
        "wkt": "lat lon precision_m public_context @places",
        "towgs84": "parameters local",
        "prj": "datum local",
        "epsg": "code datum",
        "datum": "datum public_offset",
    },
    "table": {
        "control_points": "rows grade precision_m datum system header @places",
        "genotypes": "rows loci persons header @persons",
        "microdata": "rows persons health born header @persons",
        "staff": "rows persons header @persons",
        "establishments": "rows coded header @persons",
        "dated_series": "rows days step header @series",
        "gravity_grid": "rows step_arcmin header @places",
        "gravity_points": "rows header @places",
        "geoid_grid": "rows step_arcmin header @places",
        "dem_grid": "rows step_m header @places",
        "levelling": "rows grade header",
        "discharge_series": f"{_SERIES} @series",
        "daily_matrix": "rows days header gauge",
        "water_level": f"{_SERIES} @series",
        "rating_curve": "rows header",
        "cross_section": "rows header",
        "storage_curve": "rows header",
        "dam_monitoring": "rows header @series",
        "transformation_parameters": "numbers set header",
        "name_list": "rows ids phones header @persons",
        "positions": "rows precision_m datum system of header @places",
        "answer_key": "rows answers header",
        "weather_series": "rows step_min header @series",
        "current_series": "rows header @series",
        "logins": "rows hosts header",
        "trade": "rows firms header",
        "weak_hosts": "rows hosts header",
        "radio_net": "rows channels header",
        "watch": "rows posts header",
        "movements": "rows header",
        "stores": "rows header",
        "stocks": "rows header depots",
        "cleared": "rows header persons",
        "ore_blocks": "rows header",
        "pathogens": "rows header",
        "firings": "rows header",
        "bargain": "rows points header",
    },
    "identifier": {
        "resident_id": "minor year @persons",
        "resident_id15": "@persons",
        "passport": "@persons",
        "hk_macau_permit": "@persons",
        "taiwan_permit": "@persons",
        "officer_card": "@persons",
        "mobile": "@persons",
        "landline": "@persons",
        "bank_card": "@persons",
        "credit_code": "",
        "plate": "",
        "email": "@persons",
        "imei": "",
        "vin": "",
        "ip": "",
        "mac": "",
    },
    "structure": {
        "exam_paper": "year coming questions marked has_answers has_scoring has_notes national before_use practice published",
        "withheld": "",
        "handover": "",
        "given": "",
        "abroad": "",
        "hole": "",
    },
}


def _read() -> Iterator[EvidenceKind]:
    for detector, kinds in _KINDS.items():
        for kind, facts in kinds.items():
            words = {*facts.split(), "count", *(_TABLE.split() if detector == "table" else ())}
            traits = frozenset(Trait(word[1:]) for word in words if word.startswith("@"))
            yield EvidenceKind(detector, kind, frozenset(word for word in words if not word.startswith("@")), traits)


EVIDENCE: dict[str, EvidenceKind] = {one.rule: one for one in _read()}
"""Every kind of evidence by the rule of its matches."""


class Asking(Enum):
    """When a way of processing is used."""

    ITSELF = "itself"
    """Wherever it fits."""
    ASKED = "asked"
    """Only where a person asks for it: what is used by itself takes out more."""
    FORMAT = "format"
    """By the rooms of the formats, on hidden content, properties and pages; `--technique` does not name it."""


TECHNIQUES: dict[str, Asking] = {
    "redact": Asking.ITSELF,
    "replace_wording": Asking.ASKED,
    "reduce_precision": Asking.ASKED,
    "aggregate_series": Asking.ASKED,
    "drop_column": Asking.ITSELF,
    "drop_rows": Asking.ASKED,
    "drop_sheet": Asking.ASKED,
    "coarsen_scale": Asking.ASKED,
    "remove_hidden": Asking.FORMAT,
    "remove_metadata": Asking.FORMAT,
    "flatten": Asking.FORMAT,
}
"""Every way of processing there is. What is not here is not advised: a person is told in words what else could be done."""


def has(rule: str, trait: Trait) -> bool:
    """Whether evidence of `rule` has a trait; a kind nobody registered has none."""
    found = EVIDENCE.get(rule)
    return found is not None and trait in found.traits


def kinds(detector: str) -> tuple[str, ...]:
    """All kinds of one detector."""
    return tuple(one.kind for one in EVIDENCE.values() if one.detector == detector)

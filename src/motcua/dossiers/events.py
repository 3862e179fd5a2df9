"""Facts this room announces upwards: ids, codes and times as JSON values, never a name or an answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DossierFact:
    """What every fact carries. `at` is ISO 8601, `unit_id` the receiving unit."""

    dossier_id: int
    code: str
    procedure_code: str
    version_id: int
    unit_id: int
    at: str


@dataclass(frozen=True, slots=True)
class DossierSubmitted(DossierFact):
    """A dossier was filed."""

    channel: str = ""


@dataclass(frozen=True, slots=True)
class DossierAccepted(DossierFact):
    """Reception found it complete; the clock runs."""

    due_at: str = ""


@dataclass(frozen=True, slots=True)
class DossierRefused(DossierFact):
    """Reception refused it, or appraisal found it not eligible (`eligible` False)."""

    eligible: bool = True


@dataclass(frozen=True, slots=True)
class SupplementRequested(DossierFact):
    """The person must complete something; `count` is how many requests there have been."""

    count: int = 1


@dataclass(frozen=True, slots=True)
class SupplementAnswered(DossierFact):
    """The person answered a supplement request."""


@dataclass(frozen=True, slots=True)
class DossierMoved(DossierFact):
    """It stands at another step or with another unit or officer."""

    state: str = ""
    step: int = 0
    holder_unit_id: int = 0


@dataclass(frozen=True, slots=True)
class PaymentDemanded(DossierFact):
    """A financial duty pauses the clock."""

    amount: int = 0


@dataclass(frozen=True, slots=True)
class PaymentRecorded(DossierFact):
    """A payment document was recorded."""

    amount: int = 0


@dataclass(frozen=True, slots=True)
class DossierRescheduled(DossierFact):
    """The head apologised and gave the one new date."""

    due_at: str = ""


@dataclass(frozen=True, slots=True)
class DossierWithdrawn(DossierFact):
    """The person took it back."""


@dataclass(frozen=True, slots=True)
class DossierStopped(DossierFact):
    """The office stopped it."""


@dataclass(frozen=True, slots=True)
class DossierIssued(DossierFact):
    """The result is ready; `verdict` says whether in time."""

    verdict: str = ""


@dataclass(frozen=True, slots=True)
class DossierReturned(DossierFact):
    """The person has the result; `delivery` says how."""

    delivery: str = ""


@dataclass(frozen=True, slots=True)
class DossierRated(DossierFact):
    """The person rated the service from 1 to 5."""

    score: int = 0

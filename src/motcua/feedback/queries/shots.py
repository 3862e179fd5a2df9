"""The pictures of a report with what has become of them since they came: ready to be looked at, waiting, or no picture at all."""

from dataclasses import dataclass
from typing import Any, Literal

from motcua.feedback.models import Photo, PhotoMoment, Report
from motcua.files.queries import files_by_id


@dataclass(frozen=True)
class Shot:
    """A picture or video; `reason` says why one that was refused can't be shown."""

    photo: Photo
    state: Literal["ready", "waiting", "refused"] = "ready"
    reason: str = ""


def shots_of(report: Report, moment: PhotoMoment | None = None, number: int | None = None) -> list[Shot]:
    """The pictures of a report, of one moment or all, of one round or all, in the order in which they were given."""
    wanted = [photo for photo in report.photos.all() if moment in (None, photo.moment)]
    photos = [photo for photo in wanted if number in (None, photo.round)]
    files = files_by_id([photo.file_id for photo in photos]) if photos else {}
    found = []
    for photo in photos:
        file = files.get(str(photo.file_id))
        if file is None or not file.is_whole:
            found.append(Shot(photo, "refused", file.reason if file else ""))
        else:
            found.append(Shot(photo, "waiting" if file.is_waiting else "ready"))
    return found


def earlier_answers(report: Report) -> list[dict[str, Any]]:
    """The answers before a reopening, each with the pictures that were taken after its work."""
    return [
        {**each, "shots": shots_of(report, PhotoMoment.AFTER, number)}
        for number, each in enumerate(report.earlier_rounds, 1)
    ]

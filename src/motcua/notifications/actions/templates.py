"""The words of notices: the ones delivered with the product, and new versions of them."""

from pathlib import Path

import yaml
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.refusals import Refusal
from motcua.notifications import queries, rules
from motcua.notifications.models import TemplateVersion

DELIVERED = Path(__file__).resolve().parents[1] / "demo" / "templates"


def ensure_templates() -> int:
    """Loads the delivered words of every notice that has none yet; answers how many were loaded."""
    present = clock.now()
    rows = [
        TemplateVersion(
            code=code,
            number=1,
            language=path.stem,
            subject=words["subject"],
            body=words["body"],
            created_at=present,
            author=SYSTEM.name,
        )
        for path in sorted(DELIVERED.glob("*.yaml"))
        for code, words in yaml.safe_load(path.read_text(encoding="utf-8")).items()
    ]
    with transaction.atomic():
        known = set(TemplateVersion.objects.values_list("code", "language"))
        missing = [row for row in rows if (row.code, row.language) not in known]
        TemplateVersion.objects.bulk_create(missing, ignore_conflicts=True)
        queries.WORDS.forget()
    return len(missing)


def publish_template(*, code: str, subject: str, body: str, actor: Actor, language: str = "vi") -> TemplateVersion:
    """A new version of a notice's words. Refuses places that notices may not fill in: no personal data travels."""
    foreign = sorted((rules.places(subject) | rules.places(body)) - rules.ALLOWED)
    if foreign:
        raise Refusal(_("Thông báo không được dùng chỗ điền: %(names)s.") % {"names": ", ".join(foreign)})
    if not subject.strip() or not body.strip():
        raise Refusal(_("Thông báo cần có tiêu đề và nội dung."))
    with transaction.atomic():
        versions = TemplateVersion.objects.filter(code=code, language=language).order_by("-number")
        latest = versions.select_for_update().first()
        version = TemplateVersion.objects.create(
            code=code,
            language=language,
            number=latest.number + 1 if latest else 1,
            subject=rules.one_line(subject),
            body=body.strip(),
            created_at=clock.now(),
            author=actor.name,
        )
        queries.WORDS.forget()
    return version


def words_of(code: str, language: str) -> TemplateVersion:
    """The words in force, Vietnamese when there are none in that language. Raises LookupError for an unknown code."""
    template = queries.template(code, language)
    if template is None:
        ensure_templates()
        template = queries.template(code, language)
    if template is None:
        raise LookupError(f"no notice is called {code!r}")
    return template

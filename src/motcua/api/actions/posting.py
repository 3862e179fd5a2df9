"""A report that a program sends: now, or after commit for programs that do not want to wait."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.api.models import ApiKey, Posting
from motcua.feedback.actions import MOST_PHOTOS, Reported, submit
from motcua.feedback.models import Category, Report
from motcua.feedback.queries.categories import category_at
from motcua.feedback.queries.reports import by_token
from motcua.files.actions import discard, receive_whole
from motcua.files.models import Owner
from motcua.kernel import clock, ids, limits
from motcua.kernel.actors import ANONYMOUS
from motcua.kernel.folding import clean
from motcua.kernel.outbox import enqueue
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.sealing import seal, unseal

TOO_MANY = _("Khóa này đã gửi hết số phản ánh cho phép trong một giờ. Xin gửi lại sau.")
NO_SERVICE = _("Không có loại phản ánh (service_code) này.")
PURPOSE = "open311.posting"
UNGUESSABLE = "the posting of an unguessable token"
KEPT = timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class Post:
    """What a program says. `mark` makes the same report sent twice one report."""

    mark: str
    service: str
    description: str
    address: str = ""
    point: tuple[float, float] | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    media: str = ""
    language: str = "vi"
    photos: Sequence[str] = ()


def token_of(key_id: int, unit_id: int, post: Post) -> str:
    """The token under which the report is known: the same for a repetition."""
    return ids.keyed_hash(f"{unit_id}:{key_id}:{post.mark}", purpose=PURPOSE)


def owner_of(token: str) -> Owner:
    """Whose the pictures are until the report keeps them: nobody's but this very report's."""
    return Owner(mark=ids.keyed_hash(token, purpose="open311.media"))


def with_media(key: ApiKey, post: Post, media: Sequence[Any]) -> Post:
    """The post with its pictures received, by their heads alone; a repetition brings nothing new. All or none of them."""
    token = token_of(key.pk, key.unit_id, post)
    if not media or by_token(token) is not None:
        return post
    if len(media) > MOST_PHOTOS:
        raise Refusal(_("Nhiều nhất %(most)d tệp media.") % {"most": MOST_PHOTOS})
    category_of(key.unit_id, post.service)
    owner, photos = owner_of(token), list[str]()
    try:
        for upload in media:
            file = receive_whole(upload=upload, name=upload.name, owner=owner, later=True)
            photos.append(str(file.pk))
    except Refusal:
        for each in photos:
            with suppress(Refusal):
                discard(file_id=each, owner=owner)
        raise
    return replace(post, photos=photos)


def text_of(post: Post) -> str:
    """The description with the link to a picture below it; the picture itself is never fetched from here."""
    link = clean(post.media)[:300]
    text = clean(post.description, multiline=True)
    return f"{text[:3600]}\n{link}" if link.startswith(("http://", "https://")) else text


def post_now(*, key: ApiKey, post: Post, media: Sequence[Any] = ()) -> Report:
    """Sends the report at once, without anything of a person: a program has proved nobody's phone. `media` are uploads."""
    limits.demand("open311.key", str(key.pk), times=key.per_hour, seconds=3600, message=TOO_MANY)
    return sent(key.unit_id, key.pk, with_media(key, post, media))


def category_of(unit_id: int, service: str) -> Category:
    """The category that a service code names. Refuses with NotFound."""
    try:
        return category_at(unit_id, clean(service))
    except NotFound:
        raise NotFound(NO_SERVICE) from None


def sent(unit_id: int, key_id: int, post: Post) -> Report:
    """The report that came of it. Refuses with NotFound for a service the place does not offer."""
    said = Reported(
        category=category_of(unit_id, post.service),
        description=text_of(post),
        address=post.address,
        point=post.point,
        details=post.details,
        photos=post.photos,
        anonymous=True,
        language=post.language,
    )
    token = token_of(key_id, unit_id, post)
    return submit(actor=ANONYMOUS, token=token, said=said, uploads=owner_of(token))


@transaction.atomic
def post_later(*, key: ApiKey, post: Post, media: Sequence[Any] = ()) -> Posting:
    """Notes the report under a token and sends it after commit."""
    limits.demand("open311.key", str(key.pk), times=key.per_hour, seconds=3600, message=TOO_MANY)
    category_of(key.unit_id, post.service)
    post = with_media(key, post, media)
    posting = Posting.objects.create(
        unit_id=key.unit_id,
        token=ids.token(24),
        said=seal(json.dumps({"key": key.pk, **asdict(post)}), purpose=PURPOSE),
        posted_at=clock.now(),
    )
    enqueue("open311.take", posting_id=posting.pk)
    return posting


@transaction.atomic
def take_posting(*, posting_id: int) -> Posting | None:
    """Makes the report of a posting; what can't become one keeps the reason. Doing it again changes nothing."""
    posting = Posting.objects.regardless(UNGUESSABLE).filter(pk=posting_id).first()
    if posting is None or not posting.said:
        return posting
    said = json.loads(unseal(posting.said, purpose=PURPOSE))
    key_id = said.pop("key")
    point = tuple(said.pop("point") or ())
    try:
        post = Post(**said, point=(point[0], point[1]) if point else None)
        posting.report_code = sent(posting.unit_id, key_id, post).code
    except Refusal as refusal:
        posting.refusal = in_words(refusal)[:500]
    posting.said = ""
    posting.save()
    return posting


def in_words(refusal: Refusal) -> str:
    """A refusal in one sentence after another, the fields' own words included."""
    return " ".join(dict.fromkeys([str(refusal.message), *map(str, refusal.fields.values())]))


@transaction.atomic
def forget_postings() -> int:
    """Takes away tokens of more than 90 days; answers how many."""
    old = Posting.objects.regardless("nightly, old tokens").filter(posted_at__lt=clock.now() - KEPT)
    return int(old.delete()[0])

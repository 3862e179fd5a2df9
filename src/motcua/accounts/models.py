"""Tables of the room: people, businesses, duties, absences, one-time codes."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from motcua.accounts.rules import DutyScope, RoleName
from motcua.kernel import clock
from motcua.kernel.prepared import Prepared
from motcua.kernel.sealing import seal, unseal


class Kind(models.TextChoices):
    """What sort of account it is."""

    CITIZEN = "citizen", _("Người dân")
    STAFF = "staff", _("Cán bộ")


class Role(models.TextChoices):
    """What an officer does under a duty; verbs are declared for roles."""

    RECEIVER = RoleName.RECEIVER.value, _("Cán bộ tiếp nhận, trả kết quả")
    SPECIALIST = RoleName.SPECIALIST.value, _("Chuyên viên")
    DEPARTMENT_HEAD = RoleName.DEPARTMENT_HEAD.value, _("Lãnh đạo phòng")
    UNIT_HEAD = RoleName.UNIT_HEAD.value, _("Lãnh đạo UBND")
    CLERK = RoleName.CLERK.value, _("Văn thư")
    CASHIER = RoleName.CASHIER.value, _("Thu phí, lệ phí")
    EDITOR = RoleName.EDITOR.value, _("Biên tập thủ tục")
    AUDITOR = RoleName.AUDITOR.value, _("Thanh tra (chỉ xem)")
    OPERATOR = RoleName.OPERATOR.value, _("Quản trị hệ thống")


class UserQuerySet(models.QuerySet["User"]):
    """People, by meaning."""

    def staff(self) -> Self:
        """Officers."""
        return self.filter(kind=Kind.STAFF)

    def citizens(self) -> Self:
        """People who are not officers."""
        return self.filter(kind=Kind.CITIZEN)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """All accounts. One account by its key alone is asked for with every request of somebody signed in."""

    def get(self, *args: Any, **about: Any) -> "User":
        """As on every table, only cheaper by `pk` alone."""
        if args or about.keys() != {"pk"} or not isinstance(about["pk"], int):
            found: User = super().get(*args, **about)
            return found
        user = ACCOUNT.first(about["pk"])
        if user is None:
            raise User.DoesNotExist
        return user


class User(AbstractBaseUser):
    """An account: a citizen known by phone or e-mail, or an officer known by a username.

    One person may hold both, so phone and e-mail are unique within a kind. `session_epoch` grows when all sessions are
    ended, `duties_version` whenever something about the person's duties changes: cached duties carry it in their key.
    """

    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.CITIZEN)
    username = models.CharField(_("Tên đăng nhập"), max_length=60, unique=True, null=True, blank=True)
    email = models.EmailField(_("Thư điện tử"), null=True, blank=True)
    phone = models.CharField(_("Số điện thoại"), max_length=16, null=True, blank=True)
    full_name = models.CharField(_("Họ và tên"), max_length=160, blank=True)
    language = models.CharField(max_length=5, default="vi")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    session_epoch = models.PositiveIntegerField(default=0)
    duties_version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phone", "kind"], name="one_account_per_phone"),
            models.UniqueConstraint(fields=["email", "kind"], name="one_account_per_email"),
            models.CheckConstraint(
                condition=Q(kind="citizen") | Q(username__isnull=False), name="staff_have_a_username"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username or self.phone or self.email or f"#{self.pk}"

    @property
    def is_staff(self) -> bool:
        """Whether this is an officer's account."""
        return self.kind == Kind.STAFF

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Ties a session to the password and to the epoch, so that "sign out everywhere" ends the sessions of all devices."""
        salt = "motcua.accounts.session"
        value = f"{self.password}:{self.session_epoch}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()


ACCOUNT: Prepared[User] = Prepared(lambda pk: UserQuerySet(User).filter(pk=pk), mark=-1)


class Profile(models.Model):
    """What a citizen keeps here so that forms come filled in; all of it optional, all of it theirs to change or erase."""

    class Sex(models.TextChoices):
        """As on the identity card."""

        MALE = "male", _("Nam")
        FEMALE = "female", _("Nữ")

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="profile")
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True)
    ethnicity = models.CharField(max_length=40, blank=True)
    nationality = models.CharField(max_length=40, blank=True, default="Việt Nam")
    id_sealed = models.TextField(blank=True)
    id_hash = models.CharField(max_length=64, blank=True, db_index=True)
    id_issued_on = models.DateField(null=True, blank=True)
    id_issued_by = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    ward = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    id_confirmed_by = models.CharField(max_length=60, blank=True)
    updated_at = models.DateTimeField(default=clock.now)

    @property
    def id_number(self) -> str:
        """The personal number (12 digits), which the database holds sealed only."""
        return unseal(self.id_sealed, purpose="id-number") if self.id_sealed else ""

    @id_number.setter
    def id_number(self, value: str) -> None:
        from motcua.kernel.ids import keyed_hash

        self.id_sealed = seal(value, purpose="id-number") if value else ""
        self.id_hash = keyed_hash(value, purpose="id-number") if value else ""


class Business(models.Model):
    """An enterprise, co-operative or household business, known by its tax code."""

    tax_code = models.CharField(max_length=14, unique=True)
    name = models.CharField(max_length=300)
    address = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name


class Representation(models.Model):
    """That a person acts for a business. `confirmed_by` is empty while it rests on the person's word alone."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="representations")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="representations")
    title = models.CharField(max_length=120, blank=True)
    valid_from = models.DateTimeField(default=clock.now)
    valid_until = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "business"],
                condition=Q(valid_until__isnull=True),
                name="one_open_representation",
            )
        ]


class DutyQuerySet(models.QuerySet["Duty"]):
    """Duties, by meaning."""

    def in_force(self, at: datetime) -> Self:
        """Duties that hold at a moment, of people whose account is open."""
        ended = Q(valid_until__isnull=False, valid_until__lte=at)
        return self.filter(valid_from__lte=at, user__is_active=True).exclude(ended)


class Duty(models.Model):
    """That an officer holds a role at a unit for a time. A duty is never changed, only ended; a new one follows it.

    `scope` "unit" reaches the unit's own house (UBND, its desk and departments), "subtree" all units below as well.
    """

    class Reach(models.TextChoices):
        """How far a duty sees."""

        UNIT = DutyScope.UNIT.value, _("Đơn vị")
        SUBTREE = DutyScope.SUBTREE.value, _("Đơn vị và các đơn vị trực thuộc")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="duties")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    scope = models.CharField(max_length=8, choices=Reach.choices, default=Reach.UNIT)
    valid_from = models.DateTimeField(default=clock.now)
    valid_until = models.DateTimeField(null=True, blank=True)
    objects = DutyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["unit", "role"], name="duty_unit_role")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="duty_ends_after_it_begins",
            )
        ]


class ActingFor(models.Model):
    """That a colleague acts under an absent officer's duty for a time; ended early by `ended_at`."""

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="absences")
    substitute = models.ForeignKey(User, on_delete=models.PROTECT, related_name="substitutions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="absence_end")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="absence_ends_after_it_begins")
        ]

    @property
    def until(self) -> datetime:
        """When it ends in fact."""
        return min(self.ends_at, self.ended_at) if self.ended_at else self.ends_at


class OneTimeCode(models.Model):
    """A code on its way to a phone or mailbox. Neither the code nor the destination stands here readable.

    The code is derived from `token` under the installation's secret; the browser that asked keeps the token in a
    signed cookie, so a code is of use only where it was asked for.
    """

    token = models.CharField(max_length=43, unique=True)
    channel = models.CharField(max_length=8)
    destination = models.TextField()
    destination_hash = models.CharField(max_length=64, db_index=True)
    language = models.CharField(max_length=5, default="vi")
    created_at = models.DateTimeField(default=clock.now, db_index=True)
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)


class ExternalIdentity(models.Model):
    """An identity at an outside provider: a keyed hash of its number, never its claims."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    provider = models.CharField(max_length=60)
    subject_hash = models.CharField(max_length=64)
    level = models.CharField(max_length=40, blank=True)
    linked_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "subject_hash"], name="one_account_per_identity")]

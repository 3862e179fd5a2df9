"""Tables of the tree: units, who succeeds whom, posts, and the stamp that tells other processes of a change."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """What kind of node a unit is; a tree may leave levels out (since 1 Jul 2025 there are no districts)."""

    CITY = "city", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện")
    COMMUNE = "commune", _("Cấp xã")
    DEPARTMENT = "department", _("Phòng, ban chuyên môn")
    DESK = "desk", _("Bộ phận một cửa")


class Unit(models.Model):
    """A node of the tree. A place (city, district, commune) stands for its people's committee.

    `code` is its name in addresses and files and never changes; `key` names an office inside its parent ("tu-phap",
    "mot-cua"), so that a procedure can say "the justice office" for all communes at once. `lineage` lists the ids from
    the root to the unit itself, "/1/5/9/". Valid from the day `valid_from` up to and without the day `valid_until`.
    `operating` is False for units that are only on record, such as successors this installation does not work for.
    """

    code = models.SlugField(max_length=80, unique=True)
    key = models.SlugField(max_length=60, blank=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    lineage = models.CharField(max_length=1000, db_index=True, blank=True)
    order = models.PositiveIntegerField(default=0)
    gso_code = models.CharField(max_length=8, blank=True, db_index=True)
    eid_code = models.CharField(max_length=20, blank=True, db_index=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    operating = models.BooleanField(default=True)
    branding = models.JSONField(default=dict, blank=True)
    host = models.CharField(max_length=120, blank=True, db_index=True)
    path = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=250, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    sources = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gt=models.F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=models.Q(level__in=Level.values), name="unit_level_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """That `successor` took over from `predecessor` on a day; `share` (0–1) when a unit was divided and it is known."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="inheritances")
    on = models.DateField()
    share = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    note = models.CharField(max_length=250, blank=True)
    source = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="one_succession_per_pair_and_day"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="nobody_succeeds_themselves"
            ),
        ]


class Post(models.Model):
    """A post in a unit (chức danh); duties of the room `accounts` fill it. At most one post of a unit is its head."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="posts")
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    is_head = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "title"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "code"], name="post_code_per_unit"),
            models.UniqueConstraint(fields=["unit"], condition=models.Q(is_head=True), name="one_head_post_per_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class Boundary(models.Model):
    """Where a place lies: an area of GeoJSON (Polygon or MultiPolygon, WGS 84) with its box in degrees.

    `is_sketch` says that a machine drew it and that it is true to nothing.
    """

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="boundary")
    area = models.JSONField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    is_sketch = models.BooleanField(default=False)
    source = models.CharField(max_length=250, blank=True)
    imported_at = models.DateTimeField()


class TreeVersion(models.Model):
    """One row (id 1): a token that changes with every change of the tree, so that all processes read it anew."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.CharField(max_length=32)
    changed_at = models.DateTimeField()

    @classmethod
    def current(cls) -> Any:
        """The token now, None before the first change."""
        return cls.objects.filter(pk=1).values_list("token", flat=True).first()

"""What a newer version of a procedure asks differently: the notice a person with an older draft gets."""

from dataclasses import dataclass

from motcua.procedures.queries import definition_of


@dataclass(frozen=True)
class Changes:
    """What a newer version asks differently: titles of questions and papers that are new, and of those that fell away."""

    new_questions: tuple[str, ...] = ()
    gone_questions: tuple[str, ...] = ()
    new_papers: tuple[str, ...] = ()
    gone_papers: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether the person must look at something again."""
        return bool(self.new_questions or self.gone_questions or self.new_papers or self.gone_papers)


def changes_between(old_id: int, new_id: int) -> Changes:
    """The computed difference of two versions of a procedure, by the stable keys of questions and papers."""
    old, new = definition_of(old_id), definition_of(new_id)
    before, after = old.form.fields, new.form.fields
    had, has = ({paper.key: paper.title for paper in one.papers} for one in (old, new))
    return Changes(
        tuple(field.title for key, field in after.items() if key not in before and field.kind != "computed"),
        tuple(field.title for key, field in before.items() if key not in after and field.kind != "computed"),
        tuple(title for key, title in has.items() if key not in had),
        tuple(title for key, title in had.items() if key not in has),
    )

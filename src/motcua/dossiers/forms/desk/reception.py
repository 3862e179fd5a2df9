"""Forms of reception: accept, ask for a supplement, record its answer, refuse."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.forms.desk.base import ActForm, Words, choice
from motcua.dossiers.permissions import LEADERS

REFUSALS = (
    _("Thủ tục không thuộc thẩm quyền giải quyết của đơn vị. Đề nghị nộp tại cơ quan có thẩm quyền."),
    _("Người nộp không thuộc đối tượng thực hiện thủ tục này theo quy định."),
    _("Hồ sơ trùng với hồ sơ đã tiếp nhận trước đó và đang được giải quyết."),
    _("Thông tin đã khai không khớp với giấy tờ kèm theo; đã hướng dẫn nhưng không hoàn thiện được."),
)
SUPPLEMENTS = (
    _("Bản chụp mờ, thiếu trang hoặc không đọc được."),
    _("Giấy tờ đã hết hiệu lực; cần bản còn hiệu lực."),
    _("Thiếu chữ ký hoặc con dấu."),
    _("Thông tin khai chưa khớp với giấy tờ kèm theo."),
)
UNSEEN = _("Chưa kiểm tra: %(names)s")


class AcceptForm(ActForm):
    """The checklist of papers, ticked one by one: what is not ticked needs a supplement, not a receipt."""

    papers = forms.MultipleChoiceField(
        label=_("Đã kiểm tra từng giấy tờ"), required=False, widget=forms.CheckboxSelectMultiple
    )
    complete = forms.BooleanField(label=_("Hồ sơ đầy đủ, hợp lệ, đúng thẩm quyền"))

    def prepare(self) -> None:
        """One box per paper of the checklist."""
        choice(self, "papers", [(paper.key, f"{paper.title} ({paper.state_words})") for paper in self.desk.papers])
        waiting = [paper.title for paper in self.desk.papers if paper.must_be_seen]
        self.fields["papers"].required = bool(waiting)
        self.fields["papers"].error_messages["required"] = UNSEEN % {"names": "; ".join(waiting)}
        if not self.desk.papers:
            del self.fields["papers"]

    def clean_papers(self) -> list[str]:
        """Refuses while a paper that was handed in was not looked at."""
        seen = self.cleaned_data["papers"]
        left = [paper.title for paper in self.desk.papers if paper.must_be_seen and paper.key not in seen]
        if left:
            raise forms.ValidationError(UNSEEN % {"names": "; ".join(left)})
        return list(seen)

    def arguments(self) -> dict[str, Any]:
        """The verb needs nothing but the click."""
        return {}


SECOND = _("Hồ sơ đã được yêu cầu bổ sung một lần. Lần nữa phải do lãnh đạo yêu cầu và ghi rõ lý do.")


class SupplementForm(ActForm):
    """All gaps at once, each tied to an answer or a paper; the second request needs a leader's reason."""

    reason = Words(label=_("Lý do, căn cứ"), rows=3, help_text=_("Người nộp đọc được nguyên văn."))
    other = Words(label=_("Nội dung khác cần bổ sung"), rows=2, required=False)
    leader_reason = Words(label=_("Lý do của lãnh đạo cho lần bổ sung thứ hai"), rows=2, required=False)

    def prepare(self) -> None:
        """A tick and a line of text per paper and per answered field; from the second time on only a leader, with a reason."""
        self.wordings = SUPPLEMENTS
        again = self.desk.dossier.supplement_count > 0
        leads = self.desk.actor.role in LEADERS
        if again and not leads:
            self.warning = SECOND
        if again and leads:
            self.fields["leader_reason"].required = True
        else:
            del self.fields["leader_reason"]
        self.lines = [
            {
                **line,
                "checked": self.is_bound and line["name"] in self.data,
                "text": self.data.get(line["name"] + "-text", ""),
            }
            for line in self.desk.gap_lines
        ]

    @property
    def paper_lines(self) -> list[dict[str, Any]]:
        """Lines about papers."""
        return [line for line in self.lines if line["kind"] == "paper"]

    @property
    def field_lines(self) -> list[dict[str, Any]]:
        """Lines about answers."""
        return [line for line in self.lines if line["kind"] == "field"]

    @property
    def fields_ticked(self) -> bool:
        """Whether a line about an answer is ticked, so that it must not stay folded."""
        return any(line["checked"] for line in self.field_lines)

    def shown_fields(self) -> list[forms.BoundField]:
        """The reason comes after the list of gaps."""
        return [bound for bound in super().shown_fields() if bound.name != "other"]

    def clean(self) -> dict[str, Any]:
        """At least one gap; each ticked line says what is missing."""
        cleaned = super().clean() or {}
        items = []
        for line in self.lines:
            text = " ".join(str(line["text"]).split())[:500]
            if line["checked"] and not text:
                self.add_error(None, _("Ghi rõ cần bổ sung gì cho “%(name)s”") % {"name": line["title"]})
            if line["checked"]:
                items.append({line["kind"]: line["key"], "text": f"{line['title']}: {text}"})
        if cleaned.get("other"):
            items.append({"text": cleaned["other"]})
        if not items and not self.errors:
            self.add_error(None, _("Chọn ít nhất một giấy tờ hoặc thông tin cần bổ sung"))
        cleaned["items"] = items
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """Items, reason and, the second time, the leader's reason; contact and time limit follow from unit and version."""
        given = self.cleaned_data
        return {name: given.get(name, "") for name in ("items", "reason", "leader_reason")}


class RefuseForm(ActForm):
    """The reason is compulsory: a dossier is never sent back without words."""

    warning = _("Hồ sơ kết thúc sau bước này. Người nộp nhận phiếu từ chối có lý do.")
    template = forms.ChoiceField(label=_("Mẫu lý do"), required=False)
    reason = Words(
        label=_("Lý do từ chối"),
        rows=4,
        required=False,
        help_text=_("Chọn một mẫu ở trên hoặc ghi cụ thể tại đây; người nộp đọc được nguyên văn."),
    )

    def prepare(self) -> None:
        """Kept wordings to start from."""
        choice(self, "template", [("", _("Tự ghi lý do")), *((str(text), text) for text in REFUSALS)])
        for name in ("template", "reason"):
            self.fields[name].one_of_several = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The chosen wording, followed by what was typed; one of them must be there."""
        cleaned = super().clean() or {}
        reason = " ".join(part for part in (cleaned.get("template", ""), cleaned.get("reason", "")) if part)
        if not reason:
            self.add_error("reason", _("Ghi lý do từ chối"))
        cleaned["reason"] = reason
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """The reason."""
        return {"reason": self.cleaned_data["reason"]}


class AnswerSupplementForm(ActForm):
    """Recording at the counter that the person completed the dossier, with a scan for each paper that was asked for."""

    answer = Words(label=_("Đã bổ sung những gì"), rows=3)

    def prepare(self) -> None:
        """One file control per paper of the open request; all papers when it named none."""
        waiting = next((asked for asked in self.desk.supplements if asked.answered_at is None), None)
        asked = {item["paper"] for item in (waiting.items if waiting else []) if item.get("paper")}
        self.keys = [paper.key for paper in self.desk.papers if not asked or paper.key in asked]
        for paper in self.desk.papers:
            if paper.key in self.keys:
                self.fields[f"giay-{paper.key}"] = forms.FileField(label=paper.title, required=False)

    def arguments(self) -> dict[str, Any]:
        """The words and the uploads by paper."""
        uploads = {key: self.cleaned_data.get(f"giay-{key}") for key in self.keys}
        return {"answer": self.cleaned_data["answer"], "uploads": uploads}

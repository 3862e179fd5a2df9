"""What an action refused, put on the form it came from."""

from django.forms import BaseForm

from motcua.kernel.refusals import Refusal


def put_on(form: BaseForm, refusal: Refusal, *, always_above: bool = False) -> int:
    """Puts a refusal's words at their fields, above the form where it has no such field; answers its status.

    The message itself stands above the form when no field is named, or `always_above`.
    """
    if always_above or not refusal.fields:
        form.add_error(None, str(refusal.message))
    for name, words in refusal.fields.items():
        form.add_error(name if name in form.fields else None, str(words))
    return refusal.status

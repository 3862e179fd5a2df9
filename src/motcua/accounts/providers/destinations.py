"""Reads a phone number or e-mail address as people type it."""

from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from motcua.accounts import rules
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal

NOT_A_DESTINATION = _(
    "Nhập số điện thoại di động (ví dụ 0903 000 001) hoặc địa chỉ thư điện tử (ví dụ ten@example.vn)."
)
FOREIGN = _("Mã chỉ gửi được đến số di động Việt Nam. Với số nước ngoài, xin dùng địa chỉ thư điện tử.")
MOBILE = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a message goes, in the one spelling we keep: E.164 or a lower-case address."""

    channel: str
    value: str

    @property
    def masked(self) -> str:
        """Recognisable for its owner, no use to others."""
        return rules.mask_email(self.value) if self.channel == "email" else rules.mask_phone(self.value)


def read_destination(text: str) -> Destination:
    """A phone number in any spelling ("0903…", "+84 903…", "84-903…") or an e-mail address; refuses anything else."""
    text = clean(text)
    if "@" in text:
        return Destination("email", read_email(text))
    return Destination("sms", read_phone(text))


def read_email(text: str) -> str:
    """An address in lower case; letters outside ASCII are refused, since look-alikes would pass for somebody else's."""
    address = clean(text).lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal(NOT_A_DESTINATION, fields={"destination": NOT_A_DESTINATION}) from None
    if not address.isascii() or len(address) > 254:
        raise Refusal(NOT_A_DESTINATION, fields={"destination": NOT_A_DESTINATION})
    return address


def read_phone(text: str) -> str:
    """A Vietnamese mobile number as E.164."""
    text = clean(text)
    digits = "".join(char for char in text if char.isdigit())
    try:
        number = phonenumbers.parse(f"+{digits}" if digits.startswith("84") and len(digits) == 11 else text, "VN")
    except phonenumbers.NumberParseException:
        raise Refusal(NOT_A_DESTINATION, fields={"destination": NOT_A_DESTINATION}) from None
    if number.extension or not phonenumbers.is_valid_number(number) or any(char.isalpha() for char in text):
        raise Refusal(NOT_A_DESTINATION, fields={"destination": NOT_A_DESTINATION})
    if number.country_code != 84:
        raise Refusal(FOREIGN, fields={"destination": FOREIGN})
    if phonenumbers.number_type(number) not in MOBILE:
        raise Refusal(NOT_A_DESTINATION, fields={"destination": NOT_A_DESTINATION})
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

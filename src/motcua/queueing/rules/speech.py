"""How a call is spoken in Vietnamese: the ticket letter by letter and digit by digit, the counter as a number."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def spelled(label: str) -> str:
    """A ticket as it is read out: "A012" → "A không một hai"."""
    return " ".join(DIGITS[int(char)] if char.isdigit() else char.upper() for char in label if char.isalnum())


def ones(value: int, tens: int) -> str:
    """The last digit after its tens: mốt, tư and lăm where the language wants them."""
    if tens > 1 and value in (1, 4):
        return "mốt" if value == 1 else "tư"
    return "lăm" if tens and value == 5 else DIGITS[value]


def number(value: int) -> str:
    """A number from 0 to 999 in words: 21 → "hai mươi mốt", 105 → "một trăm linh năm"."""
    hundreds, rest = divmod(value, 100)
    tens, last = divmod(rest, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds else []
    if tens:
        words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    elif hundreds and last:
        words.append("linh")
    if last or not (hundreds or tens):
        words.append(ones(last, tens))
    return " ".join(words)


def call(label: str, counter: int) -> str:
    """The whole sentence: "Mời số A không một hai đến quầy ba"."""
    return f"Mời số {spelled(label)} đến quầy {number(counter)}"

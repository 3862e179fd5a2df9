"""How a post is called together with its office."""


def title_at(title: str, office: str) -> str:
    """The title with the office, common words said once: "Trưởng phòng" at "Phòng Tư pháp" is "Trưởng phòng Tư pháp"."""
    words, rest = title.split(), office.split()
    for size in range(min(len(words), len(rest)), 0, -1):
        if [word.casefold() for word in words[-size:]] == [word.casefold() for word in rest[:size]]:
            return " ".join([*words, *rest[size:]])
    return " ".join([*words, *rest])

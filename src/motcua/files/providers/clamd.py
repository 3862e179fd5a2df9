"""ClamAV's daemon, spoken to over its socket: PING and INSTREAM, every wait with a limit."""

import socket
import struct
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 256 * 1024
CONNECT_SECONDS = 3
ANSWER_SECONDS = 120


class ScannerAway(Exception):
    """The scanner doesn't answer, or answered that it could not look: nobody knows whether the file is clean."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner says: the name of the malware, or "" for a clean file."""

    malware: str = ""


def connect(address: str) -> socket.socket:
    """A connection to "/path/of/socket" or "tcp:host:port". Raises ScannerAway."""
    try:
        if address.startswith("tcp:"):
            host, _, port = address[4:].rpartition(":")
            line = socket.create_connection((host, int(port)), timeout=CONNECT_SECONDS)
        else:
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(CONNECT_SECONDS)
            line.connect(address)
    except (OSError, ValueError) as error:
        raise ScannerAway(str(error)) from error
    line.settimeout(ANSWER_SECONDS)
    return line


def answer_of(line: socket.socket) -> str:
    """The daemon's answer up to its closing zero byte."""
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 4096 and (piece := line.recv(4096)):
        answer += piece
    return answer.rstrip(b"\0").decode("utf-8", "replace")


def ping(address: str) -> bool:
    """Whether the daemon is there and well."""
    try:
        with connect(address) as line:
            line.sendall(b"zPING\0")
            return answer_of(line) == "PONG"
    except (ScannerAway, OSError):
        return False


def scan(address: str, source: BinaryIO) -> Verdict:
    """Sends the content and answers the verdict. Raises ScannerAway."""
    try:
        with connect(address) as line:
            line.sendall(b"zINSTREAM\0")
            while chunk := source.read(CHUNK):
                line.sendall(struct.pack(">L", len(chunk)) + chunk)
            line.sendall(struct.pack(">L", 0))
            answer = answer_of(line)
    except OSError as error:
        raise ScannerAway(str(error)) from error
    if answer.endswith(" FOUND"):
        return Verdict(malware=answer.removeprefix("stream: ").removesuffix(" FOUND"))
    if answer.endswith(": OK"):
        return Verdict()
    raise ScannerAway(answer or "no answer")

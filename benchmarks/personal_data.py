"""How much of the personal data planted in texts of ours is masked, by kind, and how many harmless
numbers are. `python -m benchmarks.personal_data` prints it as a table.

Names are made of invented surnames, numbers are those kept for examples and fiction where such are.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from corpus import Document, Metadata, Section, mask_personal_data
from corpus.masking import masked_document

TEXTS: Final = (
    "{}",
    "Ring eller skriv till oss ({}) om projektet.",
    "Mer upplysningar: {}.",
    "Den som vill veta mer når oss på {}, helst på förmiddagen.",
    "| Svar | {} | vardagar |",
    "Frågor – {} – besvaras under 2010 och 2011.",
    "- {}",
    "rapport_{}_slutlig",
)
ADDRESSES: Final = (
    "{local}@example.org",
    "{local}@post.example.com",
    "{local}＠example.org",
    "{local} @ example.org",
    "{local}(at)example.org",
    "{local} (at) example.org",
    "{local}(AT)example.org",
    "{local} (At) example.org",
    "{local}[at]example.org",
    "{local} [AT] example.org",
    "{local}{{at}}example.org",
    "{local} {{AT}} example.org",
    "{local}<at>example.org",
    "{local}(a)example.org",
    "{local}(snabel-a)example.org",
    "{local} [snabel-a] example.org",
    "{local} snabel-a example.org",
    "{local} Snabel-A example.org",
    "{local} snabela example.org",
    "{local} at example.org",
    "{local} AT example.org",
    "{local}(at)example(dot)org",
    "{local} snabel-a example punkt org",
)
LOCALS: Final = ("anna", "anna.ek", "anna-ek", "a.ek2", "åsa.öberg", "info+tak")
DASHES: Final = "-‐‑‒–—−－"
SPACES: Final = "\u0020\u00a0\u202f\u2009"
MOBILE_FORMS: Final = (
    "070-174 06 {}",
    "070-174 0{}7",
    "070-1740 6{}",
    "070-17406{}",
    "070-174-06-{}",
    "070 174 06 {}",
    "070 17406{}",
    "070 - 174 06 {}",
    "070/174 06 {}",
    "070/17406{}",
    "070.174.06.{}",
    "07017406{}",
    "070174 06 {}",
    "0701-74 06 {}",
    "(070) 174 06 {}",
    "(070)174 06 {}",
    "(070)-174 06 {}",
    "(0)70-174 06 {}",
    "+46 70-174 06 {}",
    "+46 70 174 06 {}",
    "+467017406{}",
    "+46(0)70-174 06 {}",
    "+46 (0)70 174 06 {}",
    "+46 (0) 70 174 06 {}",
    "+46 070-174 06 {}",
    "+46-70-174 06 {}",
    "+46.70.174.06.{}",
    "(+46) 70 174 06 {}",
    "0046 70 174 06 {}",
    "00467017406{}",
    "00 46 70 174 06 {}",
    "00 46 (0)70-174 06 {}",
    "46 70 174 06 {}",
    "46 70-174 06 {}",
    "467017406{}",
    "46-70-174 06 {}",
)
STOCKHOLM_FORMS: Final = (
    "08-465 004 {}",
    "08-465 00 4{}",
    "08-4650 04{}",
    "08-465004{}",
    "08-465-004-{}",
    "08 465 004 {}",
    "08 - 465 004 {}",
    "08/465 004 {}",
    "08.465.004.{}",
    "08465004{}",
    "(08) 465 004 {}",
    "(08)-465 004 {}",
    "(0)8-465 004 {}",
    "+46 8-465 004 {}",
    "+46 8 465 004 {}",
    "+468465004{}",
    "+46 (0)8-465 004 {}",
    "+46 08-465 004 {}",
    "0046 8 465 004 {}",
    "00 46 8 465 004 {}",
    "46 8 465 004 {}",
    "46 (0)8-465 004 {}",
    "08-465 04 {}",
    "08 465 04 {}",
    "08.123.45.6{}",
    "08-46 50 {}",
)
TOWN_FORMS: Final = (
    "031-390 06 {}",
    "031-390 0{}6",
    "031-39006{}",
    "031-390-06-{}",
    "031 390 06 {}",
    "03139006{}",
    "031/390 06 {}",
    "031.390.06.{}",
    "(031) 390 06 {}",
    "(0)31-390 06 {}",
    "+46 31 390 06 {}",
    "+46 (0)31-390 06 {}",
    "+46 031-390 06 {}",
    "004631-390 06 {}",
    "00 46 31 390 06 {}",
    "46 31 390 06 {}",
    "0980-319 2{}",
    "0980-31 92 {}",
    "0980/319 2{}",
    "0980-3192{}",
    "020-31 92 {}",
    "0771-319 2{}",
    "010-319 20 {}",
)
IDENTITY_FORMS: Final = (
    "{yy}{mm}{dd}-{last}",
    "{yy}{mm}{dd}+{last}",
    "{yy}{mm}{dd}{last}",
    "{yy}{mm}{dd} {last}",
    "{yy}{mm}{dd} - {last}",
    "19{yy}{mm}{dd}-{last}",
    "19{yy}{mm}{dd}{last}",
    "19{yy}{mm}{dd} {last}",
    "19{yy}-{mm}-{dd}-{last}",
    "19{yy}-{mm}-{dd} {last}",
    "19{yy}-{mm}-{dd} - {last}",
    "{yy}-{mm}-{dd}-{last}",
    "{yy} {mm} {dd} {last}",
    "{yy} {mm} {dd}-{last}",
    "19{yy} {mm} {dd} {last}",
    "19 {yy} {mm} {dd} {last}",
    "{yy}.{mm}.{dd}-{last}",
    "{yy}/{mm}/{dd}-{last}",
)
NAMES: Final = (
    "Testa Provsson",
    "Ada Exempelsson",
    "Prova af Testberg",
    "Testa Maria Provsson",
    "Anna-Test Prov-Exempel",
    "T. Provsson",
    "Testa M. Provsson",
    "TESTA PROVSSON",
    "Testé O'Provén",
    "Carl von Prova",
    "Testa Provberg Exempelström",
    "Åsa Öprov",
)
NAMED: Final = (
    "Kontaktperson: {}",
    "Kontaktperson är {}.",
    "Kontaktperson är {}, som svarar på frågor.",
    "Kontaktpersonen heter {}.",
    "Kontaktperson för projektet: {}",
    "Kontaktperson för projektet är {}.",
    "Kontaktperson i kommunen har varit {}.",
    "Kontaktperson hos Provköpings kommun är {}.",
    "Kontaktperson för projektet {} svarar på frågor.",
    "Kontaktperson – {}",
    "Kontaktperson, {}",
    "Kontaktperson ({})",
    "Kontaktperson\t{}",
    "Kontaktpersoner: {} och Prova Testdotter",
    "Kontaktpersoner: Prova Testdotter och {}",
    "Kontaktpersoner är Prova Testdotter samt {}.",
    "Kontakt: {}",
    "Kontaktuppgifter: {}",
    "KONTAKTPERSON: {}",
    "Projektledare {}",
    "Projektledare {} har ordet.",
    "projektledare {} har ordet.",
    "Projektledaren {} har ordet.",
    "Projektledare: {}",
    "Projektledare är {}.",
    "Projektledare för Nattugglan är {}.",
    "Projektledare har varit {}.",
    "Delprojektledare {}",
    "Projektsamordnare: {}",
    "Projektansvarig {}",
    "Processledare: {}",
    "Handläggare: {}",
    "Handläggare {}",
    "Föredragande: {}",
    "Uppgiftslämnare: {}",
    "Ansvarig handläggare: {}",
    "| Kontaktperson | {} |",
    "| Kontaktperson | Ort |\n|---|---|\n| {} | Provköping |",
    "| Ort | Kontaktperson för projektet |\n|---|---|\n"
    + "| Prov | Ada Provstam |\n" * 6
    + "| Provköping | {} |",
    "| Ort | Namn på kontaktperson |\n|---|---|\n| Provköping | {} |",
    "Ort\tProjektledare\tÅr\nProvköping\t{}\t2010",
    "Kontaktperson\n{}",
    "Kontaktperson för projektet\n{}",
    "Projektledare:\n{}",
)
HARMLESS: Final = (
    "Budgeten är {a} {b} kr i år.",
    "Det kostar 08 500 000 kr.",
    "Beviljat belopp: {c} {b} {b} kronor",
    "Stöd: 46 {b} {b} kr.",
    "Andel: 0,{b}{b}",
    "Åren 08 09 10 11 12 visar ökningen.",
    "Veckorna 08 10 12 14 16",
    "artikel 0304-{b}{b}{d}",
    "Varan 0304-12345678 är fisk.",
    "KN-nummer 0304 {d} {d} {d}",
    "Dnr 0{b}-{b}{b}",
    "dnr: 08-{b}{b}",
    "Diarienummer 2010-{b}{b}",
    "diarienr SN-010-{b}{d}",
    "KS 2010/0{b} 012",
    "Projektnummer 2009-{b}{b}1",
    "organisationsnummer 556677-8899",
    "org.nr 212000-{d}{d}",
    "Möte 2010-11-{e}",
    "Datum {e}.11.2010",
    "Perioden 2008-01-{e} – 2010-12-{e}",
    "Öppet 08.00–16.{d} varje dag.",
    "Kl. 08-16 2010",
    "Klockan 08.{d} - 17.{d}",
    "telefon 08.00-16.{d}",
    "Telefon: 12 {b} kr",
    "SFS 2010:{b}",
    "lagen (2010:110) om {b} saker",
    "SOU 2009:{d}, s. {b}–{b}",
    "prop. 2009/10:{b}",
    "ISBN 978-91-0-0{b}{d}-6",
    "ISBN 0-306-40{b}-2",
    "ISSN 0345-1{b}",
    "https://example.org/sida/031-390 06",
    "https://example.org/dok/0313900{b}",
    "www.example.org/?id=070174{d}06",
    "Bankgiro 0{b}-{b}1",
    "plusgiro 08 12 34-5",
    "Arvika 45 040 52 374 --8",
    "{c} {d} {d} {d} {d} {d}",
    "Tabell 3.1 {b} {b} {b}",
    "kapitel 08.12.10.{d}",
    "Siffrorna är {d},{d} och {d},{d} procent.",
    "Fakturanummer 0{b}{b}12",
    "EAN 0731{b}{b}{b}",
    "mätpunkten 59.3293, 018.0686",
    "Postadress: Box {b}, {b} {d} Provköping",
    "Deltagare: 08 {b} {b} personer",
    "@example på nätet",
    "år 2008, 2009 och 2010",
)
_ROUNDS: Final = 20
_FEWEST_NAME_WORD_CHARS: Final = 3


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the texts of a kind were masked, and those on the wrong side."""

    kind: str
    masked: int
    texts: int
    wrong: tuple[str, ...]

    @property
    def part(self) -> float:
        return self.masked / self.texts


def shares() -> tuple[Share, ...]:
    """Recall of addresses, telephone and identity numbers and names, then the part of harmless
    numbers masked."""
    chance = random.Random(8)
    return (
        _recall("e-mail addresses", _in_texts(_addresses()), _left_in_text),
        _recall("telephone numbers", _in_texts(_telephones()), _left_in_text),
        _recall(
            "identity numbers", _in_texts(_identities(chance)), _left_in_text
        ),
        _recall("contacts' names", _named(), _left_of_name),
        _harmless(chance),
    )


def _recall(
    kind: str,
    planted: Iterator[tuple[str, str]],
    left: Callable[[str, str], bool],
) -> Share:
    texts = list(planted)
    missed = tuple(text for text, private in texts if left(text, private))
    return Share(kind, len(texts) - len(missed), len(texts), missed)


def _in_texts(values: Iterator[str]) -> Iterator[tuple[str, str]]:
    for value in values:
        for text in TEXTS:
            is_in_address = (
                text.startswith("rapport") and not value[0].isdigit()
            )
            if not is_in_address:
                yield text.format(value), value


def _addresses() -> Iterator[str]:
    for form, local in product(ADDRESSES, LOCALS):
        yield form.format(local=local)


def _telephones() -> Iterator[str]:
    forms = (*MOBILE_FORMS, *STOCKHOLM_FORMS, *TOWN_FORMS)
    for form, last in product(forms, ("05", "31", "96")):
        yield from _spellings(form.format(last))


def _identities(chance: random.Random) -> Iterator[str]:
    for form in IDENTITY_FORMS:
        for _ in range(_ROUNDS):
            day = (
                f"{chance.randrange(20, 99)}{chance.randrange(1, 13):02}"
                f"{chance.randrange(1, 29) + chance.choice((0, 60)):02}"
            )
            serial = f"98{chance.randrange(10)}"
            last = serial + _check_digit(day + serial)
            value = form.format(yy=day[:2], mm=day[2:4], dd=day[4:], last=last)
            yield from _spellings(value)


def _check_digit(digits: str) -> str:
    total = 0
    for place, digit in enumerate(digits):
        total += sum(map(int, str(int(digit) * (2 - place % 2))))
    return str(-total % 10)


def _spellings(number: str) -> Iterator[str]:
    """*number* with every dash and space, and with digits of full width."""
    yield number
    if "-" in number:
        yield from (number.replace("-", dash) for dash in DASHES[1:])
    if " " in number:
        yield from (number.replace(" ", space) for space in SPACES[1:])
    yield "".join(
        chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in number
    )


def _left_in_text(text: str, private: str) -> bool:
    """Whether anything of a private value is left but what stands around it."""
    around = text.split(private)
    masked = mask_personal_data(text)
    return not any(
        masked == mask.join(around)
        for mask in ("[e-post]", "[telefon]", "[personnummer]")
    )


def _named() -> Iterator[tuple[str, str]]:
    for text, name in product(NAMED, NAMES):
        yield text.format(name), name


def _left_of_name(text: str, name: str) -> bool:
    document = Document(
        "a", "Tak", (Section("ovrigt", "Om oss", text),), Metadata(), "a.txt"
    )
    (section,) = masked_document(document).sections
    words = name.replace(".", " ").split()
    return any(
        word in section.text
        for word in words
        if len(word) > _FEWEST_NAME_WORD_CHARS
    )


def _harmless(chance: random.Random) -> Share:
    texts = [
        text.format(
            a=chance.randrange(1, 100),
            b=chance.randrange(100, 1000),
            c=chance.randrange(1, 10),
            d=chance.randrange(10, 100),
            e=chance.randrange(10, 29),
        )
        for text in HARMLESS
        for _ in range(_ROUNDS)
    ]
    wrong = tuple(text for text in texts if mask_personal_data(text) != text)
    return Share("harmless numbers", len(wrong), len(texts), wrong)


def main() -> None:
    """Print the table; with `--wrong` also every text on the wrong side."""
    print("| kind | texts | masked |\n|---|---:|---:|")
    for share in shares():
        print(f"| {share.kind} | {share.texts} | {share.part:.2%} |")
        if "--wrong" in sys.argv[1:]:
            print(*map(repr, share.wrong), sep="\n")


if __name__ == "__main__":
    main()

"""Invented projects for the tests of the page, with what a page must cope with."""

from __future__ import annotations

from datetime import date

from corpus.model import Contact, Document, Metadata, Section

NATTUGGLAN = Document(
    id="nattugglan",
    title="Nattugglan – en väg in från gatan",
    sections=(
        Section(
            "sammanfattning",
            "Sammanfattning",
            "Projektet möter hemlösa unga om natten.\n\nHemlösheten är dold.",
        ),
        Section(
            "bakgrund",
            "Bakgrund",
            "Vi räknade i höstas.\n\nVAD VI SÅG\n • Hemlöshet bland "
            "unga\n • Otrygga boenden\n\n1. Räkna\n2. Möta",
        ),
        Section(
            "syfte",
            "Syfte",
            "Syftet är att färre ska vara hemlösa <script>alert(1)</script> & trygga.",
        ),
        Section(
            "relaterade",
            "Relevanta dokument",
            "Motverka hemlöshet i söder\n\nVägen till en egen nyckel",
        ),
    ),
    metadata=Metadata(
        programme="Programområde 2 Ökat arbetskraftsutbud",
        phase="Genomförande",
        owner="Socialförvaltningen",
        region="Stockholm",
        grant_sek=5_119_766,
        budget_sek=6_000_000,
        start=date(2011, 3, 1),
        end=date(2012, 10, 31),
        municipalities=("Haninge", "Nynäshamn"),
        partners=("Föreningen Lyktan",),
    ),
)
RIPSPAR = Document(
    id="ripspår/del 1",
    title="Ripspår",
    sections=(
        Section("syfte", "", "Unga i fjällen får arbete. Få är hemlösa här."),
    ),
    metadata=Metadata(
        region="Övre Norrland",
        municipalities=("Kiruna",),
        start=date(2009, 1, 1),
    ),
)
OPPEN_DORR = Document(
    id="oppen-dorr",
    title="Öppen dörr",
    sections=(
        Section(
            "ovrigt", "Hur vi tänkte", "En mötesplats för vuxna utan arbete."
        ),
    ),
    metadata=Metadata(
        region="Sydsverige",
        owner="Föreningen Öppen dörr",
        contact=Contact(
            "Projektledaren", "dorren@example.org", "040-628 04 10"
        ),
    ),
)
MANY = tuple(
    Document(
        id=f"verkstad-{number:02}",
        title=f"Verkstad {number}",
        sections=(
            Section(
                "sammanfattning",
                "Sammanfattning",
                f"Verkstaden nummer {number} tränar deltagare.",
            ),
        ),
        metadata=Metadata(
            region="Västsverige",
            owner=f"Ägare {number}",
            municipalities=(f"Kommun {number}",),
        ),
    )
    for number in range(1, 26)
)
DOCUMENTS = (NATTUGGLAN, RIPSPAR, OPPEN_DORR, *MANY)

"""The Swedish dictionary: which lemma a form has, from simplemma's word list.

This is how an index is built: half a million forms in memory, two seconds to load, 200 MB, fast.
Queries are answered by the same forms in a file, see `search.language.lexicon_file`.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Final, Protocol

DEFINITE_ENDINGS: Final = ("en", "et", "n", "t")


class Lexicon(Protocol):
    """A dictionary of Swedish forms. Words are lower-cased and NFC."""

    def lemma(self, word: str) -> str | None:
        """The lemma of *word* as it stands, lower-cased, None when the dictionary lacks the
        form.
        """


class SimplemmaLexicon:
    """simplemma's Swedish dictionary, held in memory once per process; loaded at the first
    look-up.
    """

    @cached_property
    def _forms(self) -> Mapping[str, str]:
        return swedish_forms()

    def lemma(self, word: str) -> str | None:
        return self._forms.get(word)


@lru_cache(maxsize=1)
def swedish_forms() -> Mapping[str, str]:
    """All forms of simplemma's dictionary with their lemmas, lower-cased.

    A name never displaces a common word that is spelt alike. Regular genitives are left out: forms
    with -s whose form without it has the same lemma. Loading takes two seconds.
    """
    # Imported here, for it takes a fifth of a second and no query needs it.
    from simplemma.strategies.dictionaries.dictionary_factory import (
        DefaultDictionaryFactory,
    )

    dictionary = DefaultDictionaryFactory().get_dictionary("sv")
    common: dict[str, str] = {}
    names: dict[str, str] = {}
    lemmas: set[str] = set()
    for form, written_lemma in dictionary.items():
        is_genitive = (
            form.endswith("s") and dictionary.get(form[:-1]) == written_lemma
        )
        if is_genitive:
            continue
        # Interned, for a dozen forms share each lemma.
        lemma = sys.intern(written_lemma.lower())
        lemmas.add(lemma)
        lowered = form.lower()
        if lowered == form:
            common[lowered] = lemma
        else:
            names[lowered] = lemma
    # The dictionary is kept by a circle of its own making: 80 MB that only the collector lets go.
    del dictionary
    gc.collect()
    forms = {**names, **common}
    nouns = [lemma for lemma in lemmas if _is_noun_of_its_own(lemma, forms)]
    forms.update(zip(nouns, nouns, strict=True))
    return forms


def _is_noun_of_its_own(word: str, forms: Mapping[str, str]) -> bool:
    """Whether a lemma that the dictionary also reads as a form of another word is better left
    itself.

    simplemma gives a form one lemma: it reads *nämnd* as *nämna* and *gräns* as *grän*, but
    *nämnden* as *nämnd* and *gränsen* as *gräns*. The definite form tells the noun. Words in -a
    (*gälla*), in -ande (*sökande*) and presents of verbs (*lever*, *bor*) keep the other reading.
    """
    lemma = forms.get(word) or forms.get(word.removesuffix("s"))
    if lemma is None or lemma == word:
        return False
    if word.endswith(("a", "ande", "ende")):
        return False
    is_present = word.endswith("r") and (
        lemma.endswith("a") or lemma == word[:-1]
    )
    if is_present:
        return False
    return any(forms.get(word + ending) == word for ending in DEFINITE_ENDINGS)

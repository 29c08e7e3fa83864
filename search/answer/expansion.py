"""From a query as typed to the analysed query an engine answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.answer.pruning import is_plain
from search.answer.word_forms import WordFinder, is_code
from search.engine.clauses import (
    Adjacent,
    Alternatives,
    Clause,
    Either,
    Every,
    Except,
    Where,
    Within,
)
from search.engine.protocol import Engine
from search.engine.scoring import SYNONYM
from search.engine.words.word_sets import Mode, Term
from search.language.analysis import ELLIPSIS, WordScanner, lower
from search.language.word_lists import stop_words
from search.query.tree import (
    And,
    Filter,
    InSection,
    Node,
    Not,
    Or,
    Phrase,
    Word,
)


@dataclass(frozen=True, slots=True)
class Expanded:
    """An analysed query and what a reader should know of it."""

    clause: Clause | None
    letters: tuple[str, ...] = ()
    """The words whose letters rank, in order of the query."""
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(words of the query, what else they were taken for)."""
    folded: tuple[tuple[str, str], ...] = ()
    """(word as typed, an indexed word it found by its bare letters)."""
    parts: tuple[Term, ...] = ()
    """Terms for the parts of the query's words: these rank and do not match."""
    words: tuple[tuple[str, Clause], ...] = ()
    """The single words and phrases of the query, each with its clause: for counting them one by
    one."""


class QueryExpander:
    """Turns one parsed query into an analysed one."""

    def __init__(
        self, engine: Engine, finder: WordFinder, synonyms: bool
    ) -> None:
        self._engine, self._finder, self._synonyms = engine, finder, synonyms
        self._scanner = WordScanner()
        self._letters: list[str] = []
        self._taken_for: list[tuple[str, tuple[str, ...]]] = []
        self._folded: list[tuple[str, str]] = []
        self._words: list[tuple[str, Clause]] = []
        self._parts: dict[str, Term] = {}

    def expand(self, tree: Node | None) -> Expanded:
        """The analysed query; None, every project, for a tree without words and filters."""
        clause = self._clause(tree) if tree is not None else None
        return Expanded(
            clause=clause,
            letters=tuple(self._letters),
            synonyms=tuple(self._taken_for),
            folded=tuple(self._folded),
            parts=tuple(self._parts.values()),
            words=tuple(self._words),
        )

    def _clause(self, node: Node, excluded: bool = False) -> Clause | None:
        match node:
            case Word():
                return self._word(node.text, self._mode(node), excluded)
            case Phrase(words, slop):
                return self._phrase(words, slop, excluded)
            case And(children):
                return _joined(Every, self._group(children, excluded))
            case Or(children):
                return _joined(Either, self._children(children, excluded))
            case Not(child):
                inner = self._clause(child, excluded=True)
                return None if inner is None else Except(inner)
            case InSection(kind, child):
                inner = self._clause(child, excluded)
                return (
                    None if inner is None else Within(frozenset([kind]), inner)
                )
            case Filter():
                return Where(node)

    def _mode(self, word: Word) -> Mode:
        if word.exact:
            return Mode.EXACT
        if word.prefix:
            return Mode.PREFIX
        if word.fuzzy:
            return Mode.FUZZY
        is_unknown_code = is_code(word.text) and not self._finder.is_swedish(
            lower(word.text)
        )
        return Mode.CODE if is_unknown_code else Mode.RELATED

    def _children(self, nodes: Sequence[Node], excluded: bool) -> list[Clause]:
        clauses = (self._clause(node, excluded) for node in nodes)
        return [clause for clause in clauses if clause is not None]

    def _group(self, nodes: Sequence[Node], excluded: bool) -> list[Clause]:
        """The clauses of *nodes*; runs of plain words that mean the same as other words can be met
        by those instead.
        """
        clauses: list[Clause] = []
        start = 0
        while start < len(nodes):
            length = 0
            if self._synonyms and not excluded:
                length = self._synonymous_run(nodes, start)
            run = nodes[start : start + max(length, 1)]
            own = self._children(run, excluded)
            alternative = self._alternatives(run, own) if length else None
            clauses += own if alternative is None else [alternative]
            start += len(run)
        return self._without_repeats(clauses)

    def _synonymous_run(self, nodes: Sequence[Node], start: int) -> int:
        """How many plain words from *start* on are an entry of the synonyms together, at least two;
        0 for none.
        """
        longest = min(start + self._finder.synonyms.longest, len(nodes))
        end = start
        while end < longest and is_plain(nodes[end]):
            end += 1
        for length in range(end - start, 1, -1):
            if self._finder.synonyms_of(_texts(nodes[start : start + length])):
                return length
        return 0

    def _alternatives(
        self, nodes: Sequence[Node], own: list[Clause]
    ) -> Clause | None:
        if not own:
            return None
        texts = _texts(nodes)
        others = self._finder.indexed_synonyms(texts)
        if others:
            self._taken_for.append((" ".join(texts), others))
        return self._with_synonyms(
            texts, Every(tuple(own)) if len(own) > 1 else own[0]
        )

    def _with_synonyms(
        self, texts: Sequence[str], own: Clause
    ) -> Clause | None:
        """*own* or what *texts* are synonyms of, None if none is indexed. One word for one word is
        in the term.
        """
        clauses = []
        for other in self._finder.synonyms_of(texts):
            if len(texts) > 1 or len(other) > 1:
                clause = self._synonym(other)
                clauses += [] if clause is None else [clause]
        if not clauses:
            return None
        return Alternatives((own, *clauses), (1.0, *(SYNONYM for _ in clauses)))

    def _synonym(self, words: Sequence[str]) -> Clause | None:
        phrase = self._adjacent(words, [Mode.INFLECTED] * len(words))
        if not all(term.size for term in self._engine.term_words(phrase.terms)):
            return None
        return phrase if len(words) > 1 else phrase.terms[0]

    def _word(self, text: str, mode: Mode, excluded: bool) -> Clause | None:
        plain, joined = self._scanner.words(text)
        if not plain:
            return None
        synonyms = (
            self._synonyms and not excluded
        )  # what a reader excludes is the word itself
        whole = (
            joined[0][0]
            if joined and ELLIPSIS not in joined[0][0]
            else plain[0]
        )
        term = self._finder.term(whole, mode, synonyms)
        clause: Clause = term
        if len(plain) > 1:
            clause = self._several(plain, joined, mode, term)
        elif synonyms and mode in (Mode.RELATED, Mode.CODE):
            clause = self._with_synonyms(plain, term) or term
        if not excluded:
            self._note(text, plain, mode, clause)
        return clause

    def _several(
        self,
        plain: list[str],
        joined: list[tuple[str, int]],
        mode: Mode,
        whole: Term,
    ) -> Clause:
        """A word with hyphens or other signs inside: its parts next to each other, or the whole as
        one word.
        """
        last = mode if mode in (Mode.PREFIX, Mode.EXACT) else Mode.INFLECTED
        others = Mode.EXACT if mode is Mode.EXACT else Mode.INFLECTED
        phrase = self._adjacent(plain, [*(others for _ in plain[1:]), last])
        if joined and self._engine.term_words([whole])[0].size:
            return Alternatives((phrase, whole), (1.0, 1.0))
        return phrase

    def _adjacent(
        self, words: Sequence[str], modes: Sequence[Mode], slop: int = 0
    ) -> Adjacent:
        pairs = zip(words, modes, strict=True)
        terms = tuple(
            self._finder.term(word, mode, False) for word, mode in pairs
        )
        key = f"{slop}~" + " ".join(term.key for term in terms)
        return Adjacent(key, " ".join(words), terms, slop)

    def _phrase(
        self, words: Sequence[str], slop: int, excluded: bool
    ) -> Clause | None:
        plain, _ = self._scanner.words(" ".join(words))
        if not plain:
            return None
        if len(plain) == 1:
            return self._word(plain[0], Mode.RELATED, excluded)
        # Quotes ask for the words as written; words that need only be near each other may be
        # inflected.
        mode = Mode.INFLECTED if slop else Mode.EXACT
        phrase = self._adjacent(plain, [mode] * len(plain), slop)
        if not excluded:
            self._words.append((f'"{phrase.label}"', phrase))
            self._letters += [
                word for word in plain if word not in stop_words()
            ]
        return phrase

    def _note(
        self, text: str, plain: list[str], mode: Mode, clause: Clause
    ) -> None:
        """Note what ranks for a word of the query, and what its reader should know."""
        self._words.append((text, clause))
        if mode in (Mode.RELATED, Mode.FUZZY, Mode.CODE):
            self._letters += plain
            for word in plain:
                parts = (
                    [self._finder.code_part(word)]
                    if mode is Mode.CODE
                    else None
                )
                for part in parts or self._engine.parts(word):
                    self._parts[part.key] = part
        if len(plain) > 1:
            return
        if mode is Mode.RELATED:
            instead = self._finder.found_by_bare_letters(plain[0])
            self._folded += [] if instead is None else [(text, instead)]
        if mode in (Mode.RELATED, Mode.CODE) and self._synonyms:
            others = self._finder.indexed_synonyms(plain)
            self._taken_for += [(text, others)] if others else []

    def _without_repeats(self, clauses: Sequence[Clause]) -> list[Clause]:
        """*clauses* with every word once: typed again, in another inflection too, it asks for
        nothing more.
        """
        if len(clauses) < 2:
            return list(clauses)
        terms = [clause for clause in clauses if isinstance(clause, Term)]
        words = dict(zip(terms, self._engine.term_words(terms), strict=True))
        kept: dict[object, Clause] = {}
        for clause in clauses:
            known = words[clause] if isinstance(clause, Term) else None
            key = known.key if known is not None and known.size else id(clause)
            kept.setdefault(key, clause)
        return list(kept.values())


def _texts(nodes: Sequence[Node]) -> list[str]:
    """Plain words as synonyms know them: the *barn-* of a hyphen ellipsis is *barn*."""
    return [str(node).strip("-") for node in nodes]


def _joined(
    kind: type[Every] | type[Either], clauses: list[Clause]
) -> Clause | None:
    if not clauses:
        return None
    return clauses[0] if len(clauses) == 1 else kind(tuple(clauses))

"""From a query as typed to the analysed query an engine answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from search.answer.word_forms import WordFinder
from search.engine.protocol import (
    Adjacent,
    Alternatives,
    Clause,
    Either,
    Every,
    Except,
    Term,
    Where,
    Within,
)
from search.engine.scoring import SYNONYM
from search.language.analysis import ELLIPSIS, LETTERS_ALONE, WordScanner
from search.language.word_lists import stop_words
from search.query.tree import And, Filter, InSection, Node, Not, Or, Phrase, Word, all_of, any_of


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
    one.
    """


def without_stop_words(tree: Node) -> Node:
    """*tree* without the words a query is not about; phrases and exact words keep theirs, and so
    does a query of nothing else."""
    return _pruned(tree) or tree


def _spelt_together(nodes: Sequence[Node]) -> Iterator[Node]:
    """*nodes* with a single letter and the word after it as one: *e tjänst* as *e-tjänst*."""
    at = 0
    while at < len(nodes):
        node, following = nodes[at], nodes[at + 1] if at + 1 < len(nodes) else None
        if (
            isinstance(node, Word)
            and isinstance(following, Word)
            and _is_plain(node)
            and _is_plain(following)
        ):
            joined = f"{node.text}-{following.text}"
            if (
                node.text.lower() in LETTERS_ALONE
                and following.text.isalpha()
                and len(following.text) > 2
            ):
                yield Word(joined)
                at += 2
                continue
        yield node
        at += 1


def _pruned(node: Node) -> Node | None:
    match node:
        case Word(text) if _is_plain(node) and text.lower() in stop_words():
            return None
        case And(children):
            return all_of(
                kept for child in _spelt_together(children) if (kept := _pruned(child)) is not None
            )
        case Or(children):
            return any_of(kept for child in children if (kept := _pruned(child)) is not None)
        case InSection(kind, child):
            return None if (kept := _pruned(child)) is None else InSection(kind, kept)
        case _:
            return node


def with_lookalikes(
    clause: Clause, finder: WordFinder, synonyms: bool, is_rare: Callable[[Term], bool]
) -> Clause:
    """*clause* with look-alikes for its rare words: what to try where few projects match."""

    def inside(child: Clause) -> Clause:
        return with_lookalikes(child, finder, synonyms, is_rare)

    match clause:
        case Term():
            rare = clause.mode == "" and is_rare(clause)
            return finder.term(clause.label, "open", synonyms) if rare else clause
        case Every(children):
            return Every(tuple(map(inside, children)))
        case Either(children):
            return Either(tuple(map(inside, children)))
        case Alternatives(children, weights):
            return Alternatives(tuple(map(inside, children)), weights)
        case Within(kinds, child):
            return Within(kinds, inside(child))
        case _:
            return clause


class QueryExpander:
    """Turns one parsed query into an analysed one."""

    def __init__(self, finder: WordFinder, synonyms: bool) -> None:
        self._finder, self._synonyms = finder, synonyms
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
            case Word(text, exact, prefix, fuzzy):
                mode = "exact" if exact else "prefix" if prefix else "fuzzy" if fuzzy else ""
                return self._word(text, mode, excluded)
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
                return None if inner is None else Within(frozenset([kind]), inner)
            case Filter():
                return Where(node)

    def _children(self, nodes: Sequence[Node], excluded: bool) -> list[Clause]:
        found = (self._clause(node, excluded) for node in nodes)
        return [clause for clause in found if clause is not None]

    def _group(self, nodes: Sequence[Node], excluded: bool) -> list[Clause]:
        """The clauses of *nodes*; runs of plain words that mean the same as other words can be met
        by those instead.
        """
        clauses: list[Clause] = []
        at = 0
        while at < len(nodes):
            run = self._synonymous_run(nodes, at) if self._synonyms and not excluded else 0
            own = self._children(nodes[at : at + max(run, 1)], excluded)
            if run and (alternative := self._alternatives(nodes[at : at + run], own)):
                clauses.append(alternative)
            else:
                clauses += own
            at += max(run, 1)
        return _without_repeats(clauses)

    def _synonymous_run(self, nodes: Sequence[Node], at: int) -> int:
        """How many plain words from *at* on are an entry of the synonyms together, at least two; 0
        for none.
        """
        end = at
        while (
            end < len(nodes) and end - at < self._finder.synonyms.longest and _is_plain(nodes[end])
        ):
            end += 1
        for length in range(end - at, 1, -1):
            if self._finder.synonyms_of(_texts(nodes[at : at + length])):
                return length
        return 0

    def _alternatives(self, nodes: Sequence[Node], own: list[Clause]) -> Clause | None:
        if not own:
            return None
        texts = _texts(nodes)
        if others := self._finder.indexed_synonyms(texts):
            self._taken_for.append((" ".join(texts), others))
        return self._with_synonyms(texts, Every(tuple(own)) if len(own) > 1 else own[0])

    def _with_synonyms(self, texts: Sequence[str], own: Clause) -> Clause | None:
        """*own* or what *texts* are synonyms of, None if none is indexed. One word for one word is
        in the term.
        """
        others = [
            other for other in self._finder.synonyms_of(texts) if len(texts) > 1 or len(other) > 1
        ]
        clauses = [clause for other in others if (clause := self._synonym(other)) is not None]
        if not clauses:
            return None
        return Alternatives((own, *clauses), (1.0, *(SYNONYM for _ in clauses)))

    def _synonym(self, words: Sequence[str]) -> Clause | None:
        found = self._adjacent(words, ["inflected"] * len(words))
        if not all(len(term.words) for term in found.terms):
            return None
        return found if len(words) > 1 else found.terms[0]

    def _word(self, text: str, mode: str, excluded: bool) -> Clause | None:
        plain, joined = self._scanner.words(text)
        if not plain:
            return None
        synonyms = self._synonyms and not excluded  # what a reader excludes is the word itself
        whole = joined[0][0] if joined and ELLIPSIS not in joined[0][0] else plain[0]
        term = self._finder.term(whole, mode, synonyms)
        clause: Clause = term
        if len(plain) > 1:
            clause = self._several(plain, joined, mode, term)
        elif not mode and synonyms:
            clause = self._with_synonyms(plain, term) or term
        if not excluded:
            self._note(text, plain, mode, term, clause)
        return clause

    def _several(
        self, plain: list[str], joined: list[tuple[str, int]], mode: str, whole: Term
    ) -> Clause:
        """A word with hyphens or other signs inside: its parts next to each other, or the whole as
        one word.
        """
        last_mode = mode if mode in ("prefix", "exact") else "inflected"
        middle = "exact" if mode == "exact" else "inflected"
        phrase = self._adjacent(plain, [*(middle for _ in plain[1:]), last_mode])
        return Alternatives((phrase, whole), (1.0, 1.0)) if joined and whole.words.size else phrase

    def _adjacent(self, words: Sequence[str], modes: Sequence[str], slop: int = 0) -> Adjacent:
        terms = tuple(
            self._finder.term(word, mode, False) for word, mode in zip(words, modes, strict=True)
        )
        return Adjacent(
            f"{slop}~" + " ".join(term.key for term in terms), " ".join(words), terms, slop
        )

    def _phrase(self, words: Sequence[str], slop: int, excluded: bool) -> Clause | None:
        plain, _ = self._scanner.words(" ".join(words))
        if not plain:
            return None
        if len(plain) == 1:
            return self._word(plain[0], "", excluded)
        # Quotes ask for the words as written; words that need only be near each other may be
        # inflected.
        mode = "inflected" if slop else "exact"
        phrase = self._adjacent(plain, [mode] * len(plain), slop)
        if not excluded:
            self._words.append((f'"{phrase.label}"', phrase))
            self._letters += [word for word in plain if word not in stop_words()]
        return phrase

    def _note(self, text: str, plain: list[str], mode: str, term: Term, clause: Clause) -> None:
        self._words.append((text, clause))
        if mode in ("", "fuzzy"):
            self._letters += plain
            self._parts |= {
                part.key: part for word in plain for part in self._finder.part_terms(word)
            }
        if mode == "" and len(plain) == 1:
            if (folded := self._finder.found_by_bare_letters(term)) is not None:
                self._folded.append((text, self._finder.vocabulary[folded]))
            if self._synonyms and (others := self._finder.indexed_synonyms(plain)):
                self._taken_for.append((text, others))


def _is_plain(node: Node) -> bool:
    return isinstance(node, Word) and not (node.exact or node.prefix or node.fuzzy)


def _texts(nodes: Sequence[Node]) -> list[str]:
    """Plain words as synonyms know them: the *barn-* of a hyphen ellipsis is *barn*."""
    return [str(node).strip("-") for node in nodes]


def _without_repeats(clauses: Sequence[Clause]) -> list[Clause]:
    """*clauses* with every word once: typed again, in another inflection too, it asks for nothing
    more.
    """
    kept: dict[object, Clause] = {}
    for clause in clauses:
        key = (
            clause.words.tobytes() if isinstance(clause, Term) and len(clause.words) else id(clause)
        )
        kept.setdefault(key, clause)
    return list(kept.values())


def _joined(kind: type[Every] | type[Either], clauses: list[Clause]) -> Clause | None:
    if not clauses:
        return None
    return clauses[0] if len(clauses) == 1 else kind(tuple(clauses))

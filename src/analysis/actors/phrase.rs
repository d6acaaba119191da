//! Reads the noun phrase that names a source: its head, its determiner, whose it is, and the name in it or beside it.

use std::ops::Range;

use crate::analysis::model::EntityKind;
use crate::analysis::names::{Name, Words};
use crate::language::gazetteer::{ACTOR_NOUNS, NATIONALITIES};
use crate::language::lemma::lemma;
use crate::language::tags::Tag;
use crate::text::TokenKind;

/// The words and names of a text, for all passes over actors.
pub struct Text<'d> {
    /// The words.
    pub words: Words<'d>,
    /// The names, in text order.
    pub names: &'d [Name],
    /// For each token the name it belongs to.
    name_of: Vec<Option<u32>>,
}

impl<'d> Text<'d> {
    /// Joins words and names.
    pub fn new(words: Words<'d>, names: &'d [Name]) -> Self {
        let mut name_of = vec![None; words.doc.tokens.len()];
        for (index, name) in (0u32..).zip(names) {
            name_of[name.tokens.clone()].fill(Some(index));
        }
        Self { words, names, name_of }
    }

    /// The name that a token belongs to.
    pub fn name_at(&self, token: usize) -> Option<usize> {
        self.name_of.get(token).copied().flatten().map(|n| n as usize)
    }

    /// The tag of a token; nothing beyond the end.
    pub fn tag(&self, token: usize) -> Option<Tag> {
        self.words.tags.get(token).copied()
    }

    /// The lower-cased word of a token; empty beyond the end.
    pub fn lower(&self, token: usize) -> &str {
        if token < self.words.doc.tokens.len() { self.words.doc.lower(token) } else { "" }
    }

    /// The folded singular of a noun.
    pub fn singular(&self, token: usize) -> String {
        let tag = self.words.tags[token];
        lemma(self.words.key(token), tag).into_owned()
    }
}

/// How a phrase is determined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Determiner {
    /// the, this, that, these, those; both
    Definite,
    /// a, an, one, another, numbers, some, many
    Indefinite,
    /// his, Ruiz's
    Possessive,
    /// none
    Bare,
}

/// Pronouns that can be sources, by what they agree with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pronoun {
    /// he, him, his
    He,
    /// she, her
    She,
    /// it, its
    It,
    /// they, them, their
    They,
    /// I, me, my
    I,
    /// we, us, our
    We,
    /// who, which, that, whose
    Relative,
    /// you, one, some, others, this: no antecedent is looked for
    Other,
}

/// The pronoun that a lower-cased word is.
pub fn pronoun(word: &str) -> Option<Pronoun> {
    Some(match word {
        "he" | "him" | "his" | "himself" | "'he" => Pronoun::He,
        "she" | "her" | "hers" | "herself" => Pronoun::She,
        "it" | "its" | "itself" => Pronoun::It,
        "they" | "them" | "their" | "theirs" | "themselves" => Pronoun::They,
        "i" | "me" | "my" | "mine" | "myself" => Pronoun::I,
        "we" | "us" | "our" | "ours" | "ourselves" => Pronoun::We,
        "who" | "which" | "that" | "whose" | "whom" => Pronoun::Relative,
        "you" | "your" | "this" | "these" | "those" | "others" | "everyone" | "everybody" | "anyone" | "nobody"
        | "someone" | "somebody" | "no-one" | "anybody" | "one" | "another" | "both" | "neither" | "either" | "all"
        | "some" | "many" | "most" | "few" | "each" | "none" | "several" => Pronoun::Other,
        _ => return None,
    })
}

/// Whose the head of a phrase is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Owner {
    /// `his`
    Pronoun(usize),
    /// `Ruiz's`, `the port's`: the words without the ending
    Words(Range<usize>),
}

/// A noun phrase.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Phrase {
    /// All its words, without marks at the edges and without a possessive ending.
    pub tokens: Range<usize>,
    /// From its first word to its head.
    pub core: Range<usize>,
    /// Its head.
    pub head: usize,
    /// The name that its head belongs to.
    pub name: Option<usize>,
    /// A name in apposition behind it, with the words that go with it: `The mayor, Kari Lund,`.
    pub apposed: Option<usize>,
    /// Whose it is.
    pub owner: Option<Owner>,
    /// Its determiner.
    pub determiner: Determiner,
    /// The pronoun that it is.
    pub pronoun: Option<Pronoun>,
    /// Whether it speaks of more than one.
    pub plural: bool,
    /// The parts of `Oslo and Lima`; empty for single sources.
    pub parts: Vec<Range<usize>>,
}

/// Reads the words of a source.
pub fn read(text: &Text, tokens: &Range<usize>) -> Option<Phrase> {
    let tokens = trim(text, tokens)?;
    let end = core_end(text, &tokens);
    let mut core = tokens.start..end;
    // "Trump's": the possessor alone; "Ruiz herself, reached by telephone".
    let aside = |t: usize| {
        text.tag(t) == Some(Tag::Pos) || matches!(text.lower(t), "himself" | "herself" | "itself" | "themselves")
    };
    if core.len() > 1 && aside(core.end - 1) {
        core.end -= 1;
    }
    let pronoun = (skip_adverbs(text, &core)..core.end).next().and_then(|t| {
        let alone = core.end - t == 1
            || core.end - t == 2
                && matches!(
                    text.lower(t + 1),
                    "all" | "both" | "own" | "himself" | "herself" | "itself" | "themselves" | "alone" | "too"
                );
        (alone && text.name_at(t).is_none()).then(|| pronoun(text.lower(t)).map(|p| (t, p))).flatten()
    });
    let head = pronoun.map_or_else(|| head(text, &core), |(t, _)| t);
    let name = text.name_at(head);
    let possessive = (core.start..head).rev().find(|&t| text.tag(t) == Some(Tag::Pos) && text.name_at(t).is_none());
    let owner = match possessive {
        Some(mark) => Some(Owner::Words(core.start..mark)),
        None => core.clone().find(|&t| t < head && is_owner_pronoun(text, t)).map(Owner::Pronoun),
    };
    let apposed = if name.is_none() { apposed(text, &tokens, &core) } else { None };
    let parts = if apposed.is_none() { joint(text, &tokens, &core) } else { Vec::new() };
    let plural = !parts.is_empty() || is_plural(text, &core, head);
    let determiner = determiner(text, &core, owner.is_some());
    Some(Phrase {
        tokens,
        core,
        head,
        name,
        apposed,
        owner,
        determiner,
        pronoun: pronoun.map(|(_, p)| p),
        plural,
        parts,
    })
}

fn is_owner_pronoun(text: &Text, token: usize) -> bool {
    text.tag(token) == Some(Tag::PrpS)
        || matches!(text.lower(token), "his" | "her" | "their" | "its" | "my" | "our" | "your" | "whose")
}

/// Without marks, quotation marks and a possessive ending at the edges.
fn trim(text: &Text, tokens: &Range<usize>) -> Option<Range<usize>> {
    let solid = |t: &usize| matches!(text.words.doc.tokens[*t].kind, TokenKind::Word | TokenKind::Number);
    let start = tokens.clone().find(solid)?;
    let mut end = tokens.clone().rev().find(solid)? + 1;
    // "Trump's", "who only"
    if end - start > 1 && matches!(text.tag(end - 1), Some(Tag::Pos | Tag::Rb)) {
        end -= 1;
    }
    Some(start..end)
}

fn skip_adverbs(text: &Text, tokens: &Range<usize>) -> usize {
    let mut at = tokens.start;
    while at + 1 < tokens.end
        && (text.tag(at) == Some(Tag::Rb) || matches!(text.lower(at), "even" | "only" | "but" | "and"))
        && text.name_at(at).is_none()
    {
        at += 1;
    }
    at
}

/// One past the last word of the core: where an apposition, a clause, a preposition or a participle begins.
fn core_end(text: &Text, tokens: &Range<usize>) -> usize {
    let mut at = tokens.start;
    while at < tokens.end {
        if let Some(name) = text.name_at(at) {
            at = text.names[name].tokens.end;
            continue;
        }
        if at > tokens.start && ends_core(text, at, tokens.end) {
            return at;
        }
        at += 1;
    }
    tokens.end
}

fn ends_core(text: &Text, at: usize, end: usize) -> bool {
    let Some(tag) = text.tag(at) else { return true };
    let solid = |t: usize| {
        text.tag(t).is_some_and(|tag| tag.is_noun() || matches!(tag, Tag::Prp | Tag::Cd)) || text.name_at(t).is_some()
    };
    let after_noun = solid(at - 1);
    let goes_on = at + 1 < end && text.tag(at + 1).is_some_and(|t| t.is_noun() || t == Tag::Jj);
    let speaker = || noun_sort(text, at) == Some("person");
    let word = text.lower(at);
    match tag {
        Tag::Comma | Tag::Colon | Tag::Close | Tag::Period | Tag::OpenQuote | Tag::CloseQuote => {
            !text.words.doc.word(at).starts_with(|c: char| c.is_alphanumeric())
                && text.lower(at.saturating_sub(2)) != "("
        }
        // "Lok Vikas Party (LVP) spokesperson": the acronym belongs to the core where a noun follows it.
        Tag::Open => !(text.lower(at + 2) == ")" && at + 3 < end && solid(at + 3)),
        Tag::Wp | Tag::Wdt | Tag::Wrb | Tag::WpS | Tag::To | Tag::In => word != "'",
        Tag::Cc => word == "and" || word == "or" || word == "but",
        Tag::Rb | Tag::Jj => after_noun && !goes_on && !(tag == Tag::Jj && speaker()),
        Tag::Vbg | Tag::Vbn | Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md => after_noun && !speaker(),
        Tag::Dt => after_noun,
        _ => false,
    }
}

/// The last noun of the core, or its last word.
fn head(text: &Text, core: &Range<usize>) -> usize {
    let noun = |t: &usize| {
        text.name_at(*t).is_some()
            || text.tag(*t).is_some_and(|tag| tag.is_noun() || tag == Tag::Prp)
            || *t + 1 == core.end && noun_sort(text, *t).is_some()
    };
    let last = core.clone().rev().find(noun).unwrap_or(core.end - 1);
    // A number or adjective behind the last noun ("Local 396") does not head it; one without a noun does ("the other").
    last.max(core.start)
}

/// How a phrase begins.
fn determiner(text: &Text, core: &Range<usize>, owned: bool) -> Determiner {
    if owned {
        return Determiner::Possessive;
    }
    let first = skip_adverbs(text, core);
    match text.lower(first) {
        "the" | "this" | "that" | "these" | "those" | "both" | "neither" | "either" => Determiner::Definite,
        "a" | "an" | "one" | "another" | "some" | "many" | "several" | "few" | "most" | "all" | "no" | "any"
        | "other" | "every" | "each" | "at" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight"
        | "nine" | "ten" => Determiner::Indefinite,
        _ if text.tag(first) == Some(Tag::Cd) => Determiner::Indefinite,
        _ => Determiner::Bare,
    }
}

fn is_plural(text: &Text, core: &Range<usize>, head: usize) -> bool {
    matches!(text.tag(head), Some(Tag::Nns | Tag::Nnps))
        || matches!(
            text.lower(head),
            "people" | "police" | "staff" | "they" | "we" | "both" | "media" | "family" | "couple"
        )
        || matches!(text.lower(core.start), "two" | "three" | "four" | "five" | "six" | "several" | "many" | "both")
}

/// The parts of a joint source: two names or two noun phrases with determiners, joined by "and".
fn joint(text: &Text, tokens: &Range<usize>, core: &Range<usize>) -> Vec<Range<usize>> {
    let and = core.end;
    if and + 1 >= tokens.end || !matches!(text.lower(and), "and" | "&") || text.name_at(and).is_some() {
        return Vec::new();
    }
    let stands_alone = |range: &Range<usize>| {
        range.clone().any(|t| text.name_at(t).is_some())
            || matches!(text.tag(range.start), Some(Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Cd))
    };
    let second = and + 1..tokens.end;
    if stands_alone(core) && stands_alone(&second) { vec![core.clone(), second] } else { Vec::new() }
}

/// The name that stands behind a description and a comma.
fn apposed(text: &Text, tokens: &Range<usize>, core: &Range<usize>) -> Option<usize> {
    let parts = |t: &usize| matches!(text.lower(*t), "," | "—" | "–" | "--");
    // "a group calling itself Keepers of the Ruby", "a man known as Pip"
    let called = ["called", "named", "dubbed", "nicknamed", "known", "calling"].contains(&text.lower(core.end));
    if called {
        let next = core.end + 1 + usize::from(matches!(text.lower(core.end + 1), "as" | "itself" | "themselves"));
        let next = next + usize::from(text.lower(next) == "the");
        return text.name_at(next).filter(|_| next < tokens.end);
    }
    let start = (core.end..tokens.end).find(parts)? + 1;
    if start >= tokens.end || text.tag(start).is_some_and(Tag::is_wh) {
        return None;
    }
    let rest = start..(start..tokens.end).find(parts).unwrap_or(tokens.end);
    let fits = |index: &usize| {
        let kind = text.names[*index].kind;
        kind == EntityKind::Person || kind == EntityKind::Organization || kind == EntityKind::Work
    };
    rest.clone().find_map(|t| text.name_at(t)).filter(fits).filter(|&n| {
        let name = &text.names[n];
        let from = name.title.as_ref().map_or(name.tokens.start, |t| t.start);
        (start..from.max(start)).all(|t| {
            text.tag(t).is_some_and(|tag| tag.is_noun() || matches!(tag, Tag::Jj | Tag::Dt | Tag::Vbn))
                || text.name_at(t).is_some()
        })
    })
}

/// What the list of actor nouns says of a noun: `person`, `group`, `organization` or `document`.
pub fn noun_sort(text: &Text, head: usize) -> Option<&'static str> {
    let key = text.words.key(head);
    let columns = ACTOR_NOUNS.get(key).or_else(|| ACTOR_NOUNS.get(&text.singular(head))).or_else(|| {
        let last = key.rsplit('-').next().unwrap_or_default();
        (last != key).then(|| ACTOR_NOUNS.get(last)).flatten()
    });
    columns.and_then(|c| c.split('\t').next()).or_else(|| NATIONALITIES.has(key).then_some("group"))
}

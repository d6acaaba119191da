//! The walk through the text: every mention in order, so that what is settled first can carry what follows.

use std::collections::HashMap;
use std::ops::Range;

use super::cast::{Cast, Description, Id, Seen};
use super::describe::{description, lean_by_noun};
use super::nominal::{self, Query};
use super::phrase::{self, Determiner, Owner, Phrase, Pronoun, Text, noun_sort, read};
use super::pronoun;
use crate::analysis::model::{ActorKind, EntityKind, MentionKind, Rule};
use crate::analysis::statements::Draft;
use crate::language::gazetteer::ACTOR_NOUNS;
use crate::language::tags::Tag;
use crate::text::TokenKind;

/// What a source led to, and by which step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled {
    /// Whom it means.
    pub id: Id,
    /// The step, with the words it rests on, where it took one.
    pub step: Option<(Rule, Range<usize>)>,
}

/// What the walk found.
#[derive(Debug, Default)]
pub struct Found {
    /// For each draft the one behind its source.
    pub of_draft: Vec<Option<Settled>>,
    /// For each draft the one that passed it on.
    pub via: Vec<Option<Id>>,
}

/// Something to settle at one place of the text.
enum Event {
    Name(usize),
    Source(Range<usize>),
    Pronoun(usize, Pronoun),
    Noun(Range<usize>),
}

struct Walk<'a, 'd> {
    text: &'a Text<'d>,
    cast: &'a mut Cast,
    of_name: &'a [Id],
    drafts: &'a [Draft],
    /// Sources settled so far, by their words.
    settled: HashMap<Range<usize>, Settled>,
    /// Characters without a name, by their folded wording.
    by_wording: HashMap<String, Id>,
    /// For each token the smallest draft with a speaker whose content it belongs to.
    innermost: Vec<Option<u32>>,
    /// The one who writes.
    writer: Option<Id>,
    /// The last phrase met whose head is no name: names inside of it are not what the text speaks of.
    around: Range<usize>,
}

/// Settles all mentions.
pub fn walk(text: &Text, cast: &mut Cast, of_name: &[Id], drafts: &[Draft]) -> Found {
    let innermost = innermost(text, drafts);
    let mut walk = Walk {
        text,
        cast,
        of_name,
        drafts,
        settled: HashMap::new(),
        by_wording: HashMap::new(),
        innermost,
        writer: None,
        around: 0..0,
    };
    let mut late = Vec::new();
    for event in events(text, drafts) {
        match event {
            Event::Name(name) => walk.name(name, false),
            Event::Source(tokens) => {
                if !walk.source(&tokens, false) {
                    late.push(tokens);
                }
            }
            Event::Pronoun(at, pronoun) => walk.narrated_pronoun(at, pronoun),
            Event::Noun(tokens) => walk.narrated_noun(&tokens),
        }
    }
    late.sort_by_key(|tokens| (text.words.doc.quote_depth(tokens.start), tokens.start));
    for tokens in &late {
        walk.source(tokens, true);
    }
    walk.found()
}

/// For each token the smallest draft with a speaker whose content it belongs to.
fn innermost(text: &Text, drafts: &[Draft]) -> Vec<Option<u32>> {
    let mut by_length: Vec<(u32, &Draft)> = (0..).zip(drafts).filter(|(_, d)| d.spoken_by().is_some()).collect();
    by_length.sort_by_key(|(_, draft)| std::cmp::Reverse(draft.len()));
    let mut innermost = vec![None; text.words.doc.tokens.len()];
    for (index, draft) in by_length {
        for piece in &draft.content {
            innermost[piece.clone()].fill(Some(index));
        }
    }
    innermost
}

/// All mentions, by position.
fn events(text: &Text, drafts: &[Draft]) -> Vec<Event> {
    let doc = text.words.doc;
    let mut sources: Vec<Range<usize>> = drafts
        .iter()
        .flat_map(|d| d.source.iter().chain(&d.via).chain(&d.speaker))
        .filter(|t| !t.is_empty())
        .cloned()
        .collect();
    sources.sort_by_key(|t| (t.start, t.end));
    sources.dedup();
    let mut taken = vec![false; doc.tokens.len()];
    for source in &sources {
        if let Some(phrase) = read(text, source) {
            taken[phrase.core].fill(true);
        }
    }
    let mut events: Vec<(usize, u8, Event)> = Vec::new();
    events.extend(sources.into_iter().map(|t| (t.start, 1, Event::Source(t))));
    for (index, name) in text.names.iter().enumerate() {
        events.push((name.tokens.start, 2, Event::Name(index)));
    }
    for sentence in &doc.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if taken[at] || text.name_at(at).is_some() {
                at += 1;
                continue;
            }
            if let Some(pronoun) = phrase::pronoun(text.lower(at)).filter(|p| matches!(p, Pronoun::He | Pronoun::She)) {
                if !doc.is_quoted(at) {
                    events.push((at, 0, Event::Pronoun(at, pronoun)));
                }
                at += 1;
            } else if let Some(tokens) = noun_phrase_at(text, at, sentence.tokens.end, &taken) {
                at = tokens.end;
                events.push((tokens.start, 0, Event::Noun(tokens)));
            } else {
                at += 1;
            }
        }
    }
    events.sort_by_key(|(at, order, _)| (*at, *order));
    events.into_iter().map(|(_, _, event)| event).collect()
}

/// A phrase with a determiner and a noun for those who speak, that begins at a token: `the port's harbour master`.
fn noun_phrase_at(text: &Text, at: usize, limit: usize, taken: &[bool]) -> Option<Range<usize>> {
    let tag = text.tag(at)?;
    let loose = |t: Tag| t.is_noun() || matches!(t, Tag::Jj | Tag::Dt | Tag::PrpS | Tag::Pos | Tag::Cd);
    let modified = matches!(tag, Tag::Jj | Tag::Vbg | Tag::Nn)
        && text.tag(at + 1) == Some(Tag::Nns)
        && text.words.before(at).is_none_or(|t| !text.tag(t).is_some_and(loose));
    let opens = modified
        || matches!(tag, Tag::Dt | Tag::PrpS)
        || tag == Tag::Cd
        || tag == Tag::Nns
            && text.words.before(at).is_none_or(|t| !text.tag(t).is_some_and(|t| t.is_noun() || t == Tag::Jj));
    if !opens {
        return None;
    }
    let mut end = at + 1;
    while end < limit && end < at + 9 && !taken[end] {
        let tag = text.tag(end)?;
        let inner = tag.is_noun() || matches!(tag, Tag::Jj | Tag::Pos | Tag::Vbn | Tag::Cd | Tag::Jjs);
        if !inner || text.tag(end - 1) == Some(Tag::Nns) && tag != Tag::Pos {
            break;
        }
        end += 1;
    }
    while end > at && text.tag(end - 1).is_some_and(|t| !t.is_noun()) {
        end -= 1;
    }
    if end == at || text.name_at(end - 1).is_some() {
        return None;
    }
    noun_sort(text, end - 1).is_some().then_some(at..end)
}

/// A phrase with the prepositions behind it: `doctors in Calcutta`.
fn with_prepositions(text: &Text, tokens: &Range<usize>) -> Range<usize> {
    let limit = text.words.doc.sentence_at(tokens.start).tokens.end.min(tokens.end + 10);
    let mut end = tokens.end;
    let mut at = end;
    while at < limit {
        let Some(tag) = text.tag(at) else { break };
        let link = matches!(text.lower(at), "of" | "for" | "in" | "at" | "from" | "to" | "with");
        let inner = tag.is_noun()
            || matches!(tag, Tag::Dt | Tag::Jj | Tag::Pos | Tag::PrpS | Tag::Cd | Tag::Prp)
            || text.name_at(at).is_some();
        if link && end == at {
            at += 1;
        } else if inner && at > tokens.end {
            at += 1;
            if tag.is_noun() || tag == Tag::Prp || text.name_at(at - 1).is_some() {
                end = at;
            }
        } else {
            break;
        }
    }
    tokens.start..end
}

/// The mention right before a relative pronoun: the outermost phrase that reaches up to it, or the nearest mention.
fn antecedent<'c>(cast: &'c Cast, text: &Text, at: usize) -> Option<&'c Seen> {
    let who = matches!(text.lower(at), "who" | "whom");
    let skipped = |word: &str| {
        matches!(
            word,
            "," | "—" | "–" | "\"" | "”" | "’" | ")" | "and" | "of" | "both" | "some" | "many" | "all" | "most"
        )
    };
    let mut end = at;
    while end > 0 && skipped(text.lower(end - 1)) {
        end -= 1;
    }
    let sentence = text.words.doc.sentence_at(at).tokens.start;
    let fits = |seen: &&Seen| {
        let character = &cast.characters[seen.id];
        seen.tokens.end <= end
            && end - seen.tokens.end <= 12
            && if who { !character.is_thing() } else { character.is_thing() || character.plural }
    };
    let near = || cast.seen_before(at).take_while(|seen| seen.tokens.start >= sentence).filter(fits);
    let reaching = near().filter(|seen| with_prepositions(text, &seen.tokens).end >= end);
    reaching
        .min_by_key(|seen| seen.tokens.start)
        .or_else(|| near().max_by_key(|seen| (seen.tokens.end, seen.tokens.len())))
}

/// The wordings that a source without a name goes by, the best first: with its prepositions, its core, all of it.
fn wordings(text: &Text, phrase: &Phrase) -> Vec<Range<usize>> {
    let named = phrase.name.is_some() && phrase.determiner != Determiner::Indefinite;
    if named || phrase.apposed.is_some() || matches!(phrase.pronoun, Some(p) if p != Pronoun::Other) {
        return Vec::new();
    }
    let stop = (phrase.core.end..phrase.tokens.end).find(|&t| {
        matches!(text.lower(t), "," | "—" | "–" | "--" | "(")
            || text.tag(t).is_some_and(|tag| tag.is_wh() || tag.is_finite())
            || text.lower(t) == "that"
            || matches!(text.lower(t), "in" | "on" | "since")
                && text.words.doc.tokens.get(t + 1).is_some_and(|next| next.kind == TokenKind::Number)
    });
    let middle = phrase.tokens.start..stop.unwrap_or(phrase.tokens.end);
    vec![middle, phrase.core.clone(), phrase.tokens.clone()]
}

/// Whether a mention is the subject of its clause: nothing before it governs it.
fn is_subject(text: &Text, tokens: &Range<usize>) -> bool {
    let mut start = tokens.start;
    while let Some(before) = text.words.before(start) {
        let inner = text
            .tag(before)
            .is_some_and(|t| matches!(t, Tag::Dt | Tag::Jj | Tag::Nn | Tag::Nnp | Tag::PrpS | Tag::Pos))
            && start > tokens.start.saturating_sub(8);
        if !inner {
            break;
        }
        start = before;
    }
    if text.tag(tokens.end) == Some(Tag::Pos) {
        return false;
    }
    text.words.before(start).is_none_or(|before| match text.tag(before) {
        Some(Tag::In) => matches!(
            text.lower(before),
            "that"
                | "as"
                | "while"
                | "because"
                | "if"
                | "when"
                | "after"
                | "before"
                | "although"
                | "though"
                | "whether"
                | "until"
                | "since"
        ),
        Some(tag) => !tag.is_verb() && tag != Tag::To && tag != Tag::Rp,
        None => true,
    })
}

impl Walk<'_, '_> {
    fn name(&mut self, name: usize, source: bool) {
        let tokens = self.text.names[name].tokens.clone();
        let possessor = self.text.tag(tokens.end) == Some(Tag::Pos);
        let inner = tokens.end < self.around.end && self.around.contains(&tokens.start) && !possessor;
        if !source && (inner || self.text.words.is_shouted(tokens.start)) {
            self.cast.characters[self.of_name[name]].mentions.push((tokens, MentionKind::Name));
            return;
        }
        let subject = source || is_subject(self.text, &tokens);
        self.cast.see(tokens, self.of_name[name], MentionKind::Name, subject, source);
    }

    /// Settles a source; false where it has to wait for the speaker of the quotation around it.
    fn source(&mut self, tokens: &Range<usize>, late: bool) -> bool {
        let Some(phrase) = read(self.text, tokens) else { return true };
        let quoted = self.text.words.doc.is_quoted(phrase.head);
        if !late && self.waits(&phrase, quoted) {
            return false;
        }
        if phrase.name.is_none() {
            self.around = phrase.core.clone();
        }
        if let Some(settled) = self.settle(&phrase, late) {
            if late {
                let kind = if phrase.pronoun.is_some() { MentionKind::Pronoun } else { MentionKind::Nominal };
                self.cast.characters[settled.id].mentions.push((phrase.core.clone(), kind));
            } else {
                let kind = if phrase.pronoun.is_some() {
                    MentionKind::Pronoun
                } else if phrase.name.is_some() || phrase.apposed.is_some() {
                    MentionKind::Name
                } else {
                    MentionKind::Nominal
                };
                if kind != MentionKind::Name {
                    self.cast.see(phrase.core.clone(), settled.id, kind, true, true);
                } else if let Some(name) = phrase.name.or(phrase.apposed) {
                    self.name(name, true);
                }
            }
            self.cast.characters[settled.id].wordings.extend(wordings(self.text, &phrase));
            self.settled.insert(tokens.clone(), settled);
        }
        true
    }

    /// Whether a source depends on who speaks the quotation it stands in.
    fn waits(&self, phrase: &Phrase, quoted: bool) -> bool {
        let first_person = matches!(phrase.pronoun, Some(Pronoun::I | Pronoun::We));
        let owned = match &phrase.owner {
            Some(Owner::Pronoun(at)) => matches!(phrase::pronoun(self.text.lower(*at)), Some(Pronoun::I | Pronoun::We)),
            _ => false,
        };
        first_person || owned || quoted && phrase.pronoun.is_some_and(|p| p != Pronoun::Relative && p != Pronoun::Other)
    }

    fn settle(&mut self, phrase: &Phrase, late: bool) -> Option<Settled> {
        let plain = |id| Some(Settled { id, step: None });
        // "one of the many reasons that Trump": the subject of the clause is the one who speaks.
        let last = phrase.tokens.end - 1;
        let clause = self.text.name_at(last).filter(|&name| {
            let start = self.text.names[name].tokens.start;
            start > phrase.core.end && matches!(self.text.lower(start - 1), "that" | "which" | "why" | "how")
        });
        if let Some(name) = clause {
            return plain(self.of_name[name]);
        }
        if let Some(name) = phrase.apposed {
            let step = Some((Rule::Apposition, self.text.names[name].tokens.clone()));
            return Some(Settled { id: self.of_name[name], step });
        }
        if !phrase.parts.is_empty() {
            return plain(self.joint(phrase));
        }
        if let Some(pronoun) = phrase.pronoun {
            return self.pronoun(phrase, pronoun, late);
        }
        let some = phrase.determiner == Determiner::Indefinite;
        if let Some(name) = phrase.name.filter(|&n| !(some && self.text.names[n].kind == EntityKind::Group)) {
            let tokens = &self.text.names[name].tokens;
            if phrase.head + 1 >= phrase.core.end || tokens.end >= phrase.core.end {
                return plain(self.of_name[name]);
            }
        }
        Some(self.nominal(phrase))
    }

    /// "Oslo and Lima": one actor of their own.
    fn joint(&mut self, phrase: &Phrase) -> Id {
        let wording = self.text.words.phrase(&phrase.tokens);
        if let Some(id) = self.by_wording.get(&wording).copied() {
            self.mention(id, &phrase.tokens);
            return id;
        }
        let id = self.cast.add(ActorKind::Group, true);
        self.mention(id, &phrase.tokens);
        self.by_wording.insert(wording, id);
        id
    }

    fn mention(&mut self, id: Id, tokens: &Range<usize>) {
        self.cast.characters[id].mentions.push((tokens.clone(), MentionKind::Nominal));
    }

    fn pronoun(&mut self, phrase: &Phrase, pronoun: Pronoun, late: bool) -> Option<Settled> {
        let at = phrase.head;
        match pronoun {
            Pronoun::I | Pronoun::We => match self.speaker_around(at) {
                Some((id, words)) => Some(Settled { id, step: Some((Rule::FirstPerson, words)) }),
                None => Some(Settled { id: self.writer(&phrase.core, pronoun), step: None }),
            },
            Pronoun::Relative => {
                let seen = antecedent(self.cast, self.text, at)?.clone();
                Some(Settled { id: seen.id, step: Some((Rule::RelativeAntecedent, seen.tokens)) })
            }
            Pronoun::Other => {
                let id = self.unnamed(phrase);
                self.cast.characters[id].vague = true;
                Some(Settled { id, step: None })
            }
            Pronoun::He | Pronoun::She | Pronoun::It | Pronoun::They => {
                let not: Vec<Id> =
                    if late { self.speaker_around(at).map(|(id, _)| id).into_iter().collect() } else { Vec::new() };
                let found = pronoun::find(self.text, self.cast, at, pronoun, &not)?;
                self.learn(found.id, pronoun);
                let rule = if found.seen.source { Rule::PronounOfSpeaker } else { Rule::PronounOfSubject };
                Some(Settled { id: found.id, step: Some((rule, found.seen.tokens)) })
            }
        }
    }

    /// The article's own pronouns tell how the next one agrees.
    fn learn(&mut self, id: Id, pronoun: Pronoun) {
        match pronoun {
            Pronoun::He => self.cast.characters[id].lean(false, 1.0),
            Pronoun::She => self.cast.characters[id].lean(true, 1.0),
            _ => {}
        }
    }

    /// The one in whose words a token lies, by the smallest statement around it, with the words that name them.
    fn speaker_around(&self, at: usize) -> Option<(Id, Range<usize>)> {
        let words = self.drafts[self.innermost[at]? as usize].spoken_by()?;
        Some((self.settled.get(words)?.id, words.clone()))
    }

    fn writer(&mut self, tokens: &Range<usize>, pronoun: Pronoun) -> Id {
        if let Some(id) = self.writer.or_else(|| self.byline()) {
            self.writer = Some(id);
            return id;
        }
        let id = self.cast.add(ActorKind::Unnamed, pronoun == Pronoun::We);
        self.cast.characters[id].mentions.push((tokens.clone(), MentionKind::Pronoun));
        self.writer = Some(id);
        id
    }

    /// The one named in the byline.
    fn byline(&self) -> Option<Id> {
        let doc = self.text.words.doc;
        let tokens = doc.tokens_in(doc.article.byline()?);
        tokens.clone().find_map(|t| self.text.name_at(t)).map(|name| self.of_name[name])
    }

    /// A description: one met before, or somebody new.
    fn nominal(&mut self, phrase: &Phrase) -> Settled {
        let owner = self.owner(phrase);
        let described = description(self.text, &phrase.core, phrase.head, owner, phrase.tokens.clone());
        if let Some(id) = self.known(phrase, &described) {
            let step = self.cast.characters[id]
                .descriptions
                .iter()
                .find(|d| d.root == described.root)
                .map(|d| d.tokens.clone())
                .or_else(|| self.cast.characters[id].mentions.first().map(|(tokens, _)| tokens.clone()));
            return Settled { id, step: step.map(|words| (Rule::Description, words)) };
        }
        let id = self.unnamed(phrase);
        lean_by_noun(self.text, self.cast, id, phrase.head);
        self.cast.describe(id, described);
        Settled { id, step: None }
    }

    fn known(&self, phrase: &Phrase, described: &Description) -> Option<Id> {
        let definite = matches!(phrase.determiner, Determiner::Definite | Determiner::Possessive)
            || phrase.determiner == Determiner::Bare && !phrase.plural;
        if !definite {
            return None;
        }
        let columns = ACTOR_NOUNS.get(self.text.words.key(phrase.head)).unwrap_or_default();
        let female = match columns.split('\t').nth(1) {
            Some("f") => Some(true),
            Some("m") => Some(false),
            _ => None,
        };
        let sort = noun_sort(self.text, phrase.head);
        nominal::find(
            self.cast,
            &Query {
                description: described,
                bare: phrase.determiner == Determiner::Bare && sort == Some("person"),
                at: phrase.core.start,
                plural: phrase.plural,
                sort,
                female,
            },
        )
    }

    /// The one that a phrase belongs to.
    fn owner(&mut self, phrase: &Phrase) -> Option<Id> {
        match phrase.owner.as_ref()? {
            Owner::Words(words) => words.clone().rev().find_map(|t| self.text.name_at(t)).map(|n| self.of_name[n]),
            Owner::Pronoun(at) => match phrase::pronoun(self.text.lower(*at))? {
                Pronoun::I | Pronoun::We => self.speaker_around(*at).map(|(id, _)| id),
                Pronoun::Relative => antecedent(self.cast, self.text, *at).map(|seen| seen.id),
                pronoun => pronoun::find(self.text, self.cast, *at, pronoun, &[]).map(|found| found.id),
            },
        }
    }

    /// Somebody without a name; bare plurals of one wording are the same ones.
    fn unnamed(&mut self, phrase: &Phrase) -> Id {
        let wording = self.text.words.phrase(&phrase.tokens);
        let shared = phrase.determiner == Determiner::Bare;
        if let Some(id) = self.by_wording.get(&wording).filter(|_| shared) {
            return *id;
        }
        let kind = match (noun_sort(self.text, phrase.head), phrase.plural) {
            (Some("organization"), false) => ActorKind::Organization,
            (Some("document"), _) => ActorKind::Document,
            (Some("group"), _) | (_, true) => ActorKind::Group,
            _ => ActorKind::Unnamed,
        };
        let id = self.cast.add(kind, phrase.plural || kind == ActorKind::Group);
        self.by_wording.insert(wording, id);
        id
    }

    fn narrated_pronoun(&mut self, at: usize, pronoun: Pronoun) {
        if let Some(found) = pronoun::find(self.text, self.cast, at, pronoun, &[]) {
            self.learn(found.id, pronoun);
            let tokens = at..at + 1;
            let subject = matches!(self.text.lower(at), "he" | "she");
            self.cast.see(tokens, found.id, MentionKind::Pronoun, subject, false);
        }
    }

    fn narrated_noun(&mut self, tokens: &Range<usize>) {
        let Some(phrase) = read(self.text, tokens) else { return };
        if phrase.pronoun.is_some() {
            return;
        }
        self.around = phrase.core.clone();
        let apposed = self.cast.apposition_at(tokens.start);
        let settled = apposed.map_or_else(|| self.nominal(&phrase), |id| Settled { id, step: None });
        if apposed.is_none() {
            self.cast.characters[settled.id].wordings.push(with_prepositions(self.text, tokens));
        }
        let subject = is_subject(self.text, tokens);
        self.cast.see(phrase.core, settled.id, MentionKind::Nominal, subject, false);
    }

    fn found(self) -> Found {
        let of = |tokens: &Option<Range<usize>>| tokens.as_ref().and_then(|t| self.settled.get(t)).cloned();
        Found {
            of_draft: self.drafts.iter().map(|d| of(&d.source).or_else(|| of(&d.speaker))).collect(),
            via: self.drafts.iter().map(|d| of(&d.via).map(|s| s.id)).collect(),
        }
    }
}

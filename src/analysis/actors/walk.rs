//! The walk through the text: every mention in order, so that what is settled first can carry what follows.

use std::collections::HashMap;
use std::ops::Range;

use super::cast::{Cast, Description, Id};
use super::describe::{description, lean_by_noun};
use super::events::{Event, events};
use super::nominal::{self, Query};
use super::phrase::{self, Determiner, Owner, Phrase, Pronoun, Text, noun_sort, read};
use super::pronoun;
use super::reach::{antecedent, is_subject, with_prepositions, wordings};
use crate::analysis::model::{ActorKind, EntityKind, MentionKind, Rule};
use crate::analysis::statements::Draft;
use crate::language::gazetteer::ACTOR_NOUNS;
use crate::language::tags::Tag;

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
        let reach = with_prepositions(self.text, &phrase.core);
        let tokens = phrase.tokens.start..phrase.tokens.end.max(reach.end);
        let described = description(self.text, &phrase.core, phrase.head, owner, tokens);
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

//! The walk through the text: every mention in order, so that what is settled first can carry what follows.

use std::collections::HashMap;
use std::ops::Range;

use super::antecedents::{Columns, Feature, Weights};
use super::cast::{Cast, Description, Id, Seen};
use super::describe::{description, lean_by_noun};
use super::events::{Event, events};
use super::nominal::{self, Query};
use super::phrase::{self, Determiner, Owner, Phrase, Pronoun, Text, noun_sort, read};
use super::pronoun::{self, Candidate};
use super::reach::{antecedent, before_relative, is_subject, phrase_start, with_prepositions, wordings};
use crate::analysis::model::{ActorKind, EntityKind, MentionKind, Rule};
use crate::analysis::statements::Draft;
use crate::language::cues::LEXICON;
use crate::language::gazetteer::{ACT_WORDS, ACTOR_NOUNS};
use crate::language::tags::Tag;

/// How many mentions back the other speaker of a conversation is looked for.
const TURNS: usize = 20;

/// How many names of a piece of content are looked at.
const NAMED: usize = 40;

/// What a source led to, and by which step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled {
    /// Whom it means.
    pub id: Id,
    /// The step, with the words it rests on, where it took one.
    pub step: Option<(Rule, Range<usize>)>,
    /// Where there was a choice, the last mention of who came second.
    pub second: Option<Range<usize>>,
}

impl Settled {
    /// By the words themselves.
    fn plain(id: Id) -> Self {
        Self { id, step: None, second: None }
    }

    /// By a step that rests on other words.
    fn by(id: Id, rule: Rule, words: Range<usize>) -> Self {
        Self { id, step: Some((rule, words)), second: None }
    }
}

/// What the walk found.
#[derive(Debug, Default)]
pub struct Found {
    /// For each draft the one behind its source.
    pub of_draft: Vec<Option<Settled>>,
    /// For each draft the one that passed it on.
    pub via: Vec<Option<Id>>,
    /// For each source that is a pronoun, who it may stand for.
    pub choices: Vec<Choice>,
}

/// A pronoun that is a source, with everybody it may stand for.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its words.
    pub source: Range<usize>,
    /// The columns of the weights that count for it.
    pub columns: Columns,
    /// Everybody that agrees with it.
    pub candidates: Vec<Candidate>,
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
    /// For each source its drafts.
    drafts_of: HashMap<&'a Range<usize>, Vec<u32>>,
    /// The one who writes.
    writer: Option<Id>,
    weights: &'a Weights,
    /// The choices made, where they are asked for.
    choices: Option<Vec<Choice>>,
    /// The last phrase met whose head is no name: names inside of it are not what the text speaks of.
    around: Range<usize>,
}

/// Settles all mentions.
pub fn walk(text: &Text, cast: &mut Cast, of_name: &[Id], drafts: &[Draft], weights: &Weights, record: bool) -> Found {
    let innermost = innermost(text, drafts);
    let mut drafts_of: HashMap<_, Vec<u32>> = HashMap::new();
    for (index, draft) in (0..).zip(drafts) {
        if let Some(source) = &draft.source {
            drafts_of.entry(source).or_default().push(index);
        }
    }
    let mut walk = Walk {
        text,
        cast,
        of_name,
        drafts,
        settled: HashMap::new(),
        by_wording: HashMap::new(),
        innermost,
        drafts_of,
        writer: None,
        weights,
        choices: record.then(Vec::new),
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

fn is_you(text: &Text, token: usize) -> bool {
    matches!(text.lower(token), "you" | "your")
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
        let you = matches!(self.text.lower(phrase.head), "you" | "your");
        first_person
            || owned
            || you
            || quoted && phrase.pronoun.is_some_and(|p| p != Pronoun::Relative && p != Pronoun::Other)
    }

    fn settle(&mut self, phrase: &Phrase, late: bool) -> Option<Settled> {
        let plain = |id| Some(Settled::plain(id));
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
            return Some(Settled::by(self.of_name[name], Rule::Apposition, self.text.names[name].tokens.clone()));
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
        Some(self.possessor(phrase).unwrap_or_else(|| self.nominal(phrase)))
    }

    /// "Ruiz's reply", "its own study": whoever owns the words speaks.
    fn possessor(&mut self, phrase: &Phrase) -> Option<Settled> {
        let text = self.text;
        let noun = text.lower(phrase.head);
        let act = || ACT_WORDS.get(noun).and_then(|classes| classes.split('\t').nth(1)).is_some_and(|noun| noun != "-");
        let words = noun_sort(text, phrase.head) == Some("document") || LEXICON.noun(noun).is_some() || act();
        let owner = self.owner(phrase).filter(|_| words && !phrase.plural)?;
        let tokens = match phrase.owner.as_ref()? {
            Owner::Words(words) => words.clone(),
            Owner::Pronoun(at) => *at..at + 1,
        };
        Some(Settled::by(owner, Rule::Possessor, tokens))
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
                Some((id, words)) => Some(Settled::by(id, Rule::FirstPerson, words)),
                None => Some(Settled::plain(self.writer(&phrase.core, pronoun))),
            },
            Pronoun::Relative => {
                if let Some(seen) = antecedent(self.cast, self.text, at).cloned() {
                    if matches!(self.text.lower(at), "who" | "whom") {
                        self.is_person(seen.id);
                    }
                    return Some(Settled::by(seen.id, Rule::RelativeAntecedent, seen.tokens));
                }
                let tokens = self.phrase_before(at)?;
                let settled = self.nominal(&read(self.text, &tokens)?);
                self.mention(settled.id, &tokens);
                Some(Settled::by(settled.id, Rule::RelativeAntecedent, tokens))
            }
            Pronoun::Other => {
                if let Some((id, words)) = self.addressed(at) {
                    return Some(Settled::by(id, Rule::Addressed, words));
                }
                let id = self.unnamed(phrase);
                self.cast.characters[id].vague = true;
                Some(Settled::plain(id))
            }
            Pronoun::He | Pronoun::She | Pronoun::It | Pronoun::They => {
                let found = self.antecedent(at, pronoun, late, Some(&phrase.tokens))?;
                let rule = if found.seen.source { Rule::PronounOfSpeaker } else { Rule::PronounOfSubject };
                let second = found.second.map(|seen| seen.tokens);
                Some(Settled { second, ..Settled::by(found.id, rule, found.seen.tokens) })
            }
        }
    }

    /// Notes that a name is a person's, whatever it was taken for.
    fn is_person(&mut self, id: Id) {
        let kind = &mut self.cast.characters[id].kind;
        if *kind == ActorKind::Organization {
            *kind = ActorKind::Person;
        }
    }

    /// The phrase that a relative pronoun belongs to, where nothing in it is known yet: `a disclaimer that says`.
    fn phrase_before(&self, at: usize) -> Option<Range<usize>> {
        let end = before_relative(self.text, at);
        let limit = self.text.words.doc.sentence_at(at).tokens.start;
        let noun = end > limit && self.text.tag(end - 1).is_some_and(Tag::is_noun);
        noun.then(|| phrase_start(self.text, end - 1, limit)..end)
    }

    /// Who a pronoun stands for; `late` once the speakers around it are known.
    fn antecedent(
        &mut self,
        at: usize,
        pronoun: Pronoun,
        late: bool,
        source: Option<&Range<usize>>,
    ) -> Option<pronoun::Found> {
        let speaker = self.speaker_around(at).map(|(id, _)| id);
        let quoted = self.text.words.doc.is_quoted(at);
        let query = pronoun::Query {
            at,
            pronoun,
            not: speaker.filter(|_| late && quoted),
            around: speaker.filter(|_| !quoted),
            named: source.map(|source| self.named_by(source)).unwrap_or_default(),
            weights: self.weights,
        };
        if let Some((choices, source)) = self.choices.as_mut().zip(source) {
            let candidates = pronoun::candidates(self.text, self.cast, &query);
            let columns = pronoun::columns(self.text, &query);
            choices.push(Choice { source: source.clone(), columns, candidates });
        }
        let (found, odds) = pronoun::find(self.text, self.cast, &query)?;
        // A name that a pronoun makes a person.
        if matches!(pronoun, Pronoun::He | Pronoun::She) {
            self.is_person(found.id);
        }
        // The article's own pronouns tell how the next one agrees.
        for (id, likely) in odds {
            match pronoun {
                Pronoun::She => self.cast.characters[id].pronouns.0 += likely,
                Pronoun::He => self.cast.characters[id].pronouns.1 += likely,
                _ => {}
            }
        }
        Some(found)
    }

    /// Those who are named in the statements of a source. Whoever speaks is seldom one of them, and after `she said that`
    /// cannot be (condition C of Chomsky's "Lectures on Government and Binding", 1981).
    fn named_by(&self, source: &Range<usize>) -> Vec<(Id, Feature)> {
        let mut found = Vec::new();
        let doc = self.text.words.doc;
        for draft in self.drafts_of.get(source).into_iter().flatten() {
            for piece in &self.drafts[*draft as usize].content {
                let first = self.text.names.partition_point(|name| name.tokens.start < piece.start);
                let names = self.text.names[first..].iter().zip(first..);
                for (name, index) in names.take_while(|(name, _)| name.tokens.end <= piece.end).take(NAMED) {
                    let quoted = doc.quote_depth(name.tokens.start) > doc.quote_depth(source.start);
                    let feature = match name.tokens.start > source.start {
                        _ if quoted => Feature::QuotedByIt,
                        true => Feature::ReportedByIt,
                        false => Feature::ReportedBeforeIt,
                    };
                    if !found.contains(&(self.of_name[index], feature)) {
                        found.push((self.of_name[index], feature));
                    }
                }
            }
        }
        found
    }

    /// The one in whose words a token lies, by the smallest statement around it, with the words that name them.
    fn speaker_around(&self, at: usize) -> Option<(Id, Range<usize>)> {
        let words = self.drafts[self.innermost[at]? as usize].spoken_by()?;
        Some((self.settled.get(words)?.id, words.clone()))
    }

    /// Whom a turn of talk addresses as "you": the last other one to speak.
    fn addressed(&self, at: usize) -> Option<(Id, Range<usize>)> {
        let draft = &self.drafts[self.innermost[at].filter(|_| is_you(self.text, at))? as usize];
        let speaker = self.settled.get(draft.spoken_by()?)?.id;
        let turn = draft.cue.as_ref().is_none_or(|cue| self.text.lower(cue.start) == ":");
        let other =
            |seen: &&Seen| seen.source && seen.id != speaker && self.cast.characters[seen.id].kind == ActorKind::Person;
        let last = self.cast.seen_before(at).take(TURNS).find(other).filter(|_| turn)?;
        Some((last.id, last.tokens.clone()))
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
            return Settled { id, step: step.map(|words| (Rule::Description, words)), second: None };
        }
        let id = self.unnamed(phrase);
        lean_by_noun(self.text, self.cast, id, phrase.head);
        self.cast.describe(id, described);
        Settled::plain(id)
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
                pronoun => self.antecedent(*at, pronoun, false, None).map(|found| found.id),
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
        if let Some(found) = self.antecedent(at, pronoun, false, None) {
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
        let settled = apposed.map_or_else(|| self.nominal(&phrase), Settled::plain);
        if apposed.is_none() {
            self.cast.characters[settled.id].wordings.push(with_prepositions(self.text, tokens));
        }
        let subject = is_subject(self.text, tokens);
        self.cast.see(phrase.core, settled.id, MentionKind::Nominal, subject, false);
    }

    fn found(self) -> Found {
        let settled = &self.settled;
        let of = |tokens: &Option<Range<usize>>| tokens.as_ref().and_then(|t| settled.get(t)).cloned();
        Found {
            of_draft: self.drafts.iter().map(|d| of(&d.source).or_else(|| of(&d.speaker))).collect(),
            via: self.drafts.iter().map(|d| of(&d.via).map(|s| s.id)).collect(),
            choices: self.choices.unwrap_or_default(),
        }
    }
}

//! From a pronoun to the one it stands for. Everybody mentioned shortly before who agrees with it is a candidate; a
//! linear model weighs what speaks for each (nearness, being a subject, having spoken last, agreement, quotation marks
//! between). This is mention ranking in the manner of Denis and Baldridge (2008, "Specialized models and ranking for
//! coreference resolution"), with few and readable features.

use super::antecedents::{Columns, Feature, Position, Weights};
use super::cast::{Cast, Character, Id, Seen};
use super::phrase::{Pronoun, Text, noun_sort};
use crate::analysis::model::{ActorKind, MentionKind};
use crate::language::tags::Tag;
use crate::text::article::ParagraphKind;

/// How many mentions back an antecedent is looked for.
const WINDOW: usize = 40;
/// How many sentences back.
const SENTENCES: usize = 10;
/// How much of a sentence is looked at before a word, in tokens; it bounds the work where no sentence ends.
const REACH: usize = 160;
/// More than this, as a logarithm, the odds of a gender do not tell.
const MOST_ODDS: f32 = 4.0;

/// A pronoun whose antecedent is looked for.
#[derive(Clone, Debug)]
pub struct Query<'a> {
    /// Its token.
    pub at: usize,
    /// Which it is.
    pub pronoun: Pronoun,
    /// Who it cannot be: the speaker of the quotation it stands in.
    pub not: Option<Id>,
    /// The one in whose indirect statement it stands.
    pub around: Option<Id>,
    /// Those who are named in what it is the source of, each with how.
    pub named: Vec<(Id, Feature)>,
    /// What each feature is worth.
    pub weights: &'a Weights,
}

/// The one a pronoun stands for, and what it rests on.
#[derive(Clone, Debug)]
pub struct Found {
    /// Whom the pronoun stands for.
    pub id: Id,
    /// The mention that led there.
    pub seen: Seen,
    /// The last mention of who came second.
    pub second: Option<Seen>,
}

/// Somebody a pronoun may stand for.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Who.
    pub id: Id,
    /// The last mention.
    pub seen: Seen,
    /// What holds of it, and how much.
    pub features: Vec<(Feature, f32)>,
}

/// The antecedent of a pronoun; beside it how likely each candidate is.
pub fn find(text: &Text, cast: &Cast, query: &Query) -> Option<(Found, Vec<(Id, f32)>)> {
    let candidates = candidates(text, cast, query);
    let worth = query.weights.worth(columns(text, query));
    let points = |candidate: &Candidate| candidate.features.iter().map(|(f, n)| worth[*f as usize] * n).sum();
    let points: Vec<f32> = candidates.iter().map(points).collect();
    let most = points.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mass: Vec<f32> = points.iter().map(|points| (points - most).exp()).collect();
    let all: f32 = mass.iter().sum();
    let odds = candidates.iter().zip(mass).map(|(candidate, mass)| (candidate.id, mass / all)).collect();
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|a, b| points[*b].total_cmp(&points[*a]));
    let (best, second) = (order.first()?, order.get(1));
    let seen = |index: &usize| candidates[*index].seen.clone();
    Some((Found { id: candidates[*best].id, seen: seen(best), second: second.map(seen) }, odds))
}

/// The columns of the weights that count for a pronoun.
pub fn columns(text: &Text, query: &Query) -> Columns {
    let doc = text.words.doc;
    let place = Place::new(text, query.at);
    let start = doc.sentences[place.sentence].tokens.start.max(query.at.saturating_sub(REACH));
    let behind = place.depth == 0 && (start..query.at).any(|t| doc.is_quote_mark(t));
    let first = (start..query.at).all(|t| !text.tag(t).is_some_and(Tag::is_verb));
    let positions = [
        (place.depth > 0, Position::Quoted),
        (behind, Position::BehindQuotation),
        (first, Position::First),
        (first && place.starts_paragraph, Position::OpensParagraph),
    ];
    Columns::new(query.pronoun, positions.into_iter().filter(|(holds, _)| *holds).map(|(_, position)| position))
}

/// Everybody a pronoun may stand for, the one mentioned last first.
pub fn candidates(text: &Text, cast: &Cast, query: &Query) -> Vec<Candidate> {
    let place = Place::new(text, query.at);
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut counts: Vec<(f32, f32)> = Vec::new();
    let mut last_source = true;
    for seen in cast.seen_before(query.at).take(WINDOW) {
        let there = Place::new(text, seen.tokens.start);
        if place.sentence - there.sentence > SENTENCES {
            break;
        }
        let character = &cast.characters[seen.id];
        if query.not == Some(seen.id) || !agrees(character, query.pronoun) {
            continue;
        }
        let spoke_last = seen.source && there.depth == 0 && std::mem::replace(&mut last_source, false);
        let known = candidates.iter().position(|c| c.id == seen.id);
        let index = known.unwrap_or_else(|| {
            let features = latest(text, character, query, seen, place, there);
            candidates.push(Candidate { id: seen.id, seen: seen.clone(), features });
            counts.push((0.0, 0.0));
            candidates.len() - 1
        });
        let features = &mut candidates[index].features;
        let mut add = |holds: bool, feature: Feature| {
            if holds && !features.iter().any(|(f, _)| *f == feature) {
                features.push((feature, 1.0));
            }
        };
        add(spoke_last, Feature::SpokeLast);
        add(spoke_last && place.starts_paragraph, Feature::SpokeLastAcrossParagraph);
        add(spoke_last && there.sentence == place.sentence, Feature::SpokeLastHere);
        let near = place.sentence - there.sentence;
        add(near == 1 && seen.subject, Feature::SubjectBefore);
        add(near == 1 && seen.source, Feature::SourceBefore);
        add(near == 0 && seen.subject, Feature::SubjectHere);
        add(near == 0 && seen.source, Feature::SourceHere);
        let same = seen.kind == MentionKind::Pronoun
            && super::phrase::pronoun(text.lower(seen.tokens.start)) == Some(query.pronoun);
        add(same && seen.subject && near == 0, Feature::SamePronounHere);
        add(same && seen.subject && near == 1, Feature::SamePronounBefore);
        add(same && near > 1 && there.depth == place.depth, Feature::SamePronounEarlier);
        let topic = seen.subject && there.starts_paragraph && opens(text, seen.tokens.start);
        add(topic && there.paragraph == place.paragraph, Feature::Topic);
        add(topic && there.paragraph + 1 == place.paragraph, Feature::TopicBefore);
        let told = seen.kind != MentionKind::Pronoun && there.depth == 0;
        add(told && there.paragraph == place.paragraph, Feature::NamedHere);
        add(told && there.paragraph == place.paragraph && seen.subject, Feature::SubjectOfParagraph);
        counts[index].0 += 1.0;
        counts[index].1 += f32::from(u8::from(seen.source));
    }
    for &id in cast.protagonists() {
        let character = &cast.characters[id];
        let known = query.not == Some(id) || candidates.iter().any(|c| c.id == id);
        if known || !agrees(character, query.pronoun) {
            continue;
        }
        let Some(seen) = cast.last_seen(id, query.at) else { continue };
        let there = Place::new(text, seen.tokens.start);
        let features = latest(text, character, query, seen, place, there);
        candidates.push(Candidate { id, seen: seen.clone(), features });
        counts.push((1.0, 0.0));
    }
    let most = counts.iter().map(|(mentions, _)| *mentions).fold(0.0, f32::max);
    for (rank, (candidate, (mentions, sources))) in candidates.iter_mut().zip(counts).enumerate() {
        candidate.features.push((Feature::Mentions, f32::ln(mentions)));
        let spoken_of = query.named.iter().filter(|(id, _)| *id == candidate.id);
        candidate.features.extend(spoken_of.map(|(_, feature)| (*feature, 1.0)));
        candidate.features.push((Feature::Sources, f32::ln_1p(sources)));
        match rank {
            0 => candidate.features.push((Feature::Nearest, 1.0)),
            1 => candidate.features.push((Feature::SecondNearest, 1.0)),
            _ => {}
        }
        let names = cast.characters[candidate.id].names.len();
        candidate.features.push((Feature::Names, f32::ln_1p(names as f32)));
        if cast.protagonists().first() == Some(&candidate.id) {
            candidate.features.push((Feature::Protagonist, 1.0));
        }
        if mentions >= most {
            candidate.features.push((Feature::MostMentioned, 1.0));
        }
    }
    candidates
}

/// Where a token stands.
#[derive(Clone, Copy)]
struct Place {
    sentence: usize,
    paragraph: usize,
    depth: usize,
    starts_paragraph: bool,
}

impl Place {
    fn new(text: &Text, token: usize) -> Self {
        let doc = text.words.doc;
        let (sentence, paragraph) = (doc.sentence_of[token] as usize, doc.paragraph_of(token));
        let first = doc.sentences[sentence].tokens.start;
        let starts_paragraph = first == 0 || doc.paragraph_of(first - 1) != paragraph;
        Self { sentence, paragraph, depth: doc.quote_depth(token), starts_paragraph }
    }
}

/// Whether nobody else is likely to be mentioned before a token in its sentence: it stands near the start.
fn opens(text: &Text, token: usize) -> bool {
    let start = text.words.doc.sentence_at(token).tokens.start;
    token - start < REACH && (start..token).all(|t| text.name_at(t).is_none() && !text.tag(t).is_some_and(Tag::is_verb))
}

/// What holds of the last mention of a candidate.
fn latest(
    text: &Text,
    character: &Character,
    query: &Query,
    seen: &Seen,
    place: Place,
    there: Place,
) -> Vec<(Feature, f32)> {
    let doc = text.words.doc;
    let distance = place.sentence - there.sentence;
    let before = text.words.before(seen.tokens.start);
    let unnamed = character.names.is_empty();
    let sort = if unnamed { noun_sort(text, seen.tokens.end - 1) } else { None };
    let female = query.pronoun == Pronoun::She;
    let gendered = matches!(query.pronoun, Pronoun::He | Pronoun::She);
    let leaning = character.leaning(female);
    let nominal = seen.kind == MentionKind::Nominal;
    let holds = [
        (distance == 0, Feature::SameSentence),
        (distance == 1, Feature::SentenceBefore),
        (distance == 2, Feature::TwoSentences),
        (matches!(distance, 3 | 4), Feature::SomeSentences),
        (distance > 4, Feature::ManySentences),
        (seen.subject, Feature::Subject),
        (!seen.subject && distance == 0, Feature::ObjectHere),
        (seen.source, Feature::Source),
        (seen.kind == MentionKind::Name, Feature::Name),
        (seen.kind == MentionKind::Pronoun, Feature::Pronoun),
        (gendered && leaning >= 2.0, Feature::Agrees),
        (gendered && leaning > 0.0 && leaning < 2.0, Feature::FirstNameAgrees),
        (gendered && leaning < 0.0, Feature::FirstNameClashes),
        (character.kind == ActorKind::Person, Feature::Person),
        (sort == Some("person"), Feature::PersonNoun),
        (unnamed && nominal && sort.is_none(), Feature::UnknownNoun),
        (unnamed && !character.speaks, Feature::Silent),
        (character.kind == ActorKind::Organization && !gendered, Feature::Organization),
        (character.kind == ActorKind::Organization && gendered, Feature::MaybePerson),
        (character.kind == ActorKind::Place, Feature::PlaceName),
        (character.kind == ActorKind::Document, Feature::Document),
        (character.plural, Feature::Plural),
        (there.depth > place.depth, Feature::InQuotation),
        (there.depth < place.depth, Feature::OutsideQuotation),
        (there.depth > 0 && place.depth > 0 && there.paragraph != place.paragraph, Feature::OtherQuotation),
        (there.paragraph != place.paragraph, Feature::OtherParagraph),
        (place.paragraph - there.paragraph > 1, Feature::FarParagraph),
        (there.starts_paragraph && there.paragraph == place.paragraph, Feature::OpensParagraph),
        (text.tag(seen.tokens.end) == Some(Tag::Pos), Feature::Possessor),
        (before.is_some_and(|t| text.tag(t) == Some(Tag::In)), Feature::BehindPreposition),
        (nominal && before.is_some_and(|t| is_copula(text.lower(t))), Feature::Predicate),
        (nominal && matches!(text.lower(seen.tokens.start), "a" | "an" | "some" | "any"), Feature::Indefinite),
        (doc.article.paragraphs()[there.paragraph].kind == ParagraphKind::Heading, Feature::Headline),
        (query.around == Some(seen.id), Feature::SpeaksAround),
    ];
    let mut features: Vec<_> = holds.into_iter().filter(|(h, _)| *h).map(|(_, feature)| (feature, 1.0)).collect();
    if gendered {
        features.push((Feature::Pronouns, character.pronoun_leaning(female).clamp(-MOST_ODDS, MOST_ODDS)));
    }
    features
}

fn is_copula(word: &str) -> bool {
    matches!(word, "is" | "was" | "are" | "were" | "be" | "been" | "being" | "become" | "became" | "as" | "like")
}

/// Whether a character can be what a pronoun stands for.
fn agrees(character: &Character, pronoun: Pronoun) -> bool {
    match pronoun {
        Pronoun::He | Pronoun::She => {
            (character.is_person() || character.may_be_person) && !character.rules_out(pronoun == Pronoun::She)
        }
        Pronoun::It => character.is_thing() && !character.plural,
        Pronoun::They => character.plural || character.kind == ActorKind::Organization,
        _ => false,
    }
}

//! What the learned models see of each token: its word, tag and shape, the quotations around it, where it stands, the
//! nearest reporting words, and what the rules made of it. A row a token, a column a fact; [`templates`](super::templates)
//! joins facts to features.

use std::borrow::Cow;
use std::ops::Range;

use super::labels::Part;
use crate::analysis::Layer;
use crate::analysis::statements::Draft;
use crate::language::cues::{Entry, Frames, LEXICON};
use crate::language::gazetteer::ACT_WORDS;
use crate::language::lemma::verb_lemmas;
use crate::language::tags::Tag;
use crate::text::{Document, ParagraphKind, TokenKind};

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// A fact about a token. Its value is a number that only means something among the same facts; 0 is "none".
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Column {
            $($(#[$doc])* $name,)+
            /// How many there are.
            Count,
        }
    };
}

columns! {
    /// The lower-cased word.
    Word,
    /// Its tag.
    Tag,
    /// Letters, capitals, digits or which mark.
    Shape,
    /// Its last three letters.
    Suffix3,
    /// Its last two letters.
    Suffix2,
    /// Its first four letters.
    Prefix,
    /// Class of the reporting word it is.
    Cue,
    /// What may follow that word.
    Frames,
    /// Outside of quotations, inside, or which mark.
    Quote,
    /// Length of the outermost quotation around it.
    QuoteLength,
    /// Distance to the quotation mark before it in the paragraph.
    QuoteLeft,
    /// Distance to the next quotation mark of the paragraph.
    QuoteRight,
    /// Whether the paragraph has, or opens with, a quotation, and whether the one before it ended inside one.
    ParagraphQuotes,
    /// The same of the paragraph before.
    QuotesBefore,
    /// Whether the sentence has a quotation.
    SentenceQuotes,
    /// Place in the sentence, from its beginning.
    FromStart,
    /// Place in the sentence, from its end.
    FromEnd,
    /// Place of the sentence in the paragraph.
    Sentence,
    /// How many sentences the paragraph has.
    Sentences,
    /// First, last, a heading, or any other paragraph.
    Paragraph,
    /// The nearest reporting word to the left in the sentence.
    LeftWord,
    /// Its class.
    LeftCue,
    /// How far off it is.
    LeftDistance,
    /// Commas and dashes between.
    LeftCommas,
    /// Quotation marks between.
    LeftQuotes,
    /// The word behind it.
    LeftNext,
    /// The nearest reporting word to the right in the sentence.
    RightWord,
    /// Its class.
    RightCue,
    /// How far off it is.
    RightDistance,
    /// Commas and dashes between.
    RightCommas,
    /// Quotation marks between.
    RightQuotes,
    /// The word before it.
    RightBefore,
    /// The first reporting word of the sentence, speech before mind.
    MainWord,
    /// On which side it stands.
    MainSide,
    /// The nearest verb to the left in the sentence.
    VerbLeft,
    /// The part it has in a statement that the rules found.
    Rule,
    /// Classes of act that it speaks for, by a wider list than the reporting words.
    Act,
}

/// A token's facts.
pub type Row = [u32; Column::Count as usize];

/// Rows of "none" between two paragraphs, so that looking a few tokens off never meets another paragraph.
pub const PAD: usize = 3;

/// The facts of all tokens of a document.
#[derive(Debug)]
pub struct Columns {
    rows: Vec<Row>,
    /// For each token what the lexicon says of it as a reporting word.
    pub reporting: Vec<Reporting>,
}

/// What the lexicon says of a token as a reporting word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Reporting(u32);

impl Reporting {
    /// "according", which no verb entry covers.
    const ACCORDING: Self = Self(60);
    /// Where the numbers of nouns begin; verbs have 1 and up.
    const NOUNS: u32 = 64;

    fn new(entry: &Entry) -> Self {
        Self(1 + entry.class as u32 + if entry.layer == Layer::Mind { 20 } else { 0 })
    }

    /// Whether it is one at all.
    pub fn is_one(self) -> bool {
        self.0 > 0
    }

    /// Whether it is a noun.
    pub fn is_noun(self) -> bool {
        self.0 > Self::NOUNS
    }

    /// The layer of a verb.
    pub fn verb_layer(self) -> Option<Layer> {
        match self.0 {
            1..=20 | 60 => Some(Layer::Speech),
            21..=40 => Some(Layer::Mind),
            _ => None,
        }
    }
}

impl Columns {
    /// Where the row of a token stands; look [`PAD`] rows around it at most.
    pub fn index(doc: &Document, token: usize) -> usize {
        token + PAD * (doc.paragraph_of(token) + 1)
    }

    /// All rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Gathers the facts.
    pub fn new(doc: &Document, tags: &[Tag], drafts: &[Draft]) -> Self {
        let words: Vec<WordFacts> = doc.vocabulary.iter().map(WordFacts::new).collect();
        let reporting: Vec<Reporting> =
            (0..doc.tokens.len()).map(|t| words[doc.word_id(t)].reporting(tags[t])).collect();
        let mut rows = vec![[0; Column::Count as usize]; doc.tokens.len() + PAD * (doc.paragraphs.len() + 1)];
        let mut writer = Writer { doc, tags, words: &words, reporting: &reporting, rows: &mut rows, first_row: 0 };
        let mut before = ParagraphQuotes::default();
        for (index, paragraph) in doc.paragraphs.iter().enumerate() {
            writer.first_row = PAD * (index + 1);
            writer.words(paragraph.clone());
            writer.quotes(paragraph.clone(), &mut before);
            writer.place(index);
        }
        for sentence in &doc.sentences {
            writer.first_row = PAD * (sentence.paragraph + 1);
            writer.neighbours(sentence.tokens.clone());
        }
        for (token, part) in parts(drafts, doc.tokens.len()).into_iter().enumerate() {
            rows[Self::index(doc, token)][Column::Rule as usize] = part;
        }
        Self { rows, reporting }
    }
}

/// For each token the part it has in the shortest of the rules' statements around it, and on which side the cue is.
fn parts(drafts: &[Draft], tokens: usize) -> Vec<u32> {
    let mut parts = vec![0; tokens];
    let mut order: Vec<&Draft> = drafts.iter().collect();
    order.sort_by_key(|d| std::cmp::Reverse(d.len()));
    for draft in order {
        let side = |token: usize| match &draft.cue {
            None => 0,
            Some(cue) if token < cue.start => 1,
            Some(_) => 2,
        };
        let mut mark = |range: &Range<usize>, part: Part| {
            for token in range.clone() {
                parts[token] = 1 + part as u32 * 3 + side(token);
            }
        };
        draft.content.iter().for_each(|piece| mark(piece, Part::Content));
        draft.source.iter().for_each(|source| mark(source, Part::Source));
        draft.cue.iter().for_each(|cue| mark(cue, Part::Cue));
    }
    parts
}

/// What is known of a word wherever it stands.
struct WordFacts {
    hash: u32,
    suffix3: u32,
    suffix2: u32,
    prefix: u32,
    verb: Reporting,
    frames: u32,
    noun: Reporting,
    /// What the wider list says of it as a verb, as a noun and as an adjective, each as a number; 0 for nothing.
    acts: [u32; 3],
    /// The lemmas that begin a phrase of that list.
    phrases: Vec<String>,
}

/// What the wider list says of a word wherever it stands.
#[derive(Default)]
struct Wider {
    acts: [u32; 3],
    phrases: Vec<String>,
}

impl Wider {
    fn new(lower: &str) -> Self {
        let mut wider = Self::default();
        let mut set = |column: usize, columns: Option<&str>| {
            if let Some(columns) = columns.filter(|_| wider.acts[column] == 0) {
                wider.acts[column] = act(columns, column);
            }
        };
        let (itself, begins_phrases) = ACT_WORDS.word(lower);
        set(1, itself);
        set(2, itself);
        if let Some(singular) = lower.strip_suffix('s') {
            set(1, ACT_WORDS.get(singular));
        }
        for lemma in verb_lemmas(lower) {
            let (columns, begins_phrases) =
                if lemma == lower { (itself, begins_phrases) } else { ACT_WORDS.word(&lemma) };
            set(0, columns);
            if begins_phrases {
                wider.phrases.push(lemma.into_owned());
            }
        }
        wider
    }
}

/// The classes in a column of the wider list, as a number.
fn act(columns: &str, column: usize) -> u32 {
    columns.split('\t').nth(column).filter(|classes| *classes != "-").map_or(0, hash)
}

impl WordFacts {
    fn new(lower: &str) -> Self {
        let last = |n: usize| hash(lower.char_indices().rev().nth(n - 1).map_or(lower, |(at, _)| &lower[at..]));
        let entries: Vec<&Entry> = verb_lemmas(lower).iter().flat_map(|lemma| LEXICON.verbs(lemma)).collect();
        let entry = entries.iter().find(|e| e.particle.is_empty()).or(entries.first());
        let wider = Wider::new(lower);
        Self {
            acts: wider.acts,
            phrases: wider.phrases,
            hash: hash(lower),
            suffix3: last(3),
            suffix2: last(2),
            prefix: hash(lower.char_indices().nth(4).map_or(lower, |(at, _)| &lower[..at])),
            verb: match entry {
                _ if lower == "according" => Reporting::ACCORDING,
                Some(entry) => Reporting::new(entry),
                None => Reporting::default(),
            },
            frames: entry.map_or(0, |e| frames(e.frames)),
            noun: LEXICON
                .noun(lower)
                .map_or(Reporting::default(), |e| Reporting(Reporting::NOUNS + Reporting::new(e).0)),
        }
    }

    /// What the wider list says of it, as the kind of word it is here if possible.
    fn act(&self, tag: Tag) -> u32 {
        let [verb, noun, adjective] = self.acts;
        let order = match tag {
            tag if tag.is_verb() => [verb, adjective, noun],
            tag if tag.is_noun() => [noun, verb, adjective],
            _ => [adjective, verb, noun],
        };
        order.into_iter().find(|act| *act > 0).unwrap_or(0)
    }

    fn reporting(&self, tag: Tag) -> Reporting {
        match tag {
            tag if tag.is_verb() || self.verb == Reporting::ACCORDING => self.verb,
            Tag::Nn | Tag::Nns => self.noun,
            _ => Reporting::default(),
        }
    }
}

fn frames(frames: Frames) -> u32 {
    let asked =
        [Frames::QUOTE, Frames::THAT.or(Frames::BARE), Frames::TO, Frames::NP.or(Frames::WEAK_NP), Frames::PERSON];
    1 + asked.iter().enumerate().map(|(bit, f)| u32::from(frames.any(*f)) << bit).sum::<u32>()
}

/// A word as a number, never 0: 32-bit FNV-1a (Fowler, Noll and Vo).
pub(super) fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) | 1
}

/// A distance or length in ten steps.
pub fn step(n: usize) -> u32 {
    match n {
        0..5 => n as u32,
        5..7 => 5,
        7..10 => 6,
        10..15 => 7,
        15..25 => 8,
        _ => 9,
    }
}

fn shape(word: &str, kind: TokenKind) -> u32 {
    let mut letters = word.chars();
    let first = letters.next().unwrap_or(' ');
    match kind {
        TokenKind::Number => 1,
        TokenKind::Word if first.is_uppercase() => match letters.next() {
            None => 2,
            Some(_) if !word.contains(char::is_lowercase) => 3,
            Some(_) => 4,
        },
        TokenKind::Word => 5,
        TokenKind::Quote | TokenKind::Mark => 8 + first as u32,
    }
}

/// What quotations a paragraph has.
#[derive(Clone, Copy, Default)]
struct ParagraphQuotes {
    has: bool,
    opens: bool,
    stays_open: bool,
}

struct Writer<'a> {
    doc: &'a Document<'a>,
    tags: &'a [Tag],
    words: &'a [WordFacts],
    reporting: &'a [Reporting],
    rows: &'a mut [Row],
    first_row: usize,
}

impl Writer<'_> {
    fn set(&mut self, token: usize, column: Column, value: u32) {
        self.rows[self.first_row + token][column as usize] = value;
    }

    fn facts(&self, token: usize) -> &WordFacts {
        &self.words[self.doc.word_id(token)]
    }

    fn words(&mut self, paragraph: Range<usize>) {
        for token in paragraph {
            let facts = self.facts(token);
            let (suffix3, suffix2, prefix, word) = (facts.suffix3, facts.suffix2, facts.prefix, facts.hash);
            let frames = if self.reporting[token].verb_layer().is_some() { facts.frames } else { 0 };
            self.set(token, Column::Word, word);
            self.set(token, Column::Suffix3, suffix3);
            self.set(token, Column::Suffix2, suffix2);
            self.set(token, Column::Prefix, prefix);
            self.set(token, Column::Tag, 1 + self.tags[token] as u32);
            self.set(token, Column::Shape, shape(self.doc.word(token), self.doc.tokens[token].kind));
            self.set(token, Column::Act, self.act(token));
            self.set(token, Column::Cue, self.reporting[token].0);
            self.set(token, Column::Frames, frames);
        }
    }

    /// What the wider list says of a token, with the words behind it if they make a phrase of it.
    fn act(&self, token: usize) -> u32 {
        let facts = self.facts(token);
        let phrase = |lemma: &String| {
            let behind = (token + 1..self.doc.tokens.len()).take(3).map(|t| self.doc.lower(t));
            let words = std::iter::once(lemma.as_str()).chain(behind);
            let (count, columns) = ACT_WORDS.longest(words.map(Cow::Borrowed))?;
            [0, 1].map(|column| act(columns, column)).into_iter().find(|act| count > 1 && *act > 0)
        };
        facts.phrases.iter().find_map(phrase).unwrap_or_else(|| facts.act(self.tags[token]))
    }

    /// Outside 0, inside 1, marks 2 and 3, a mark that pairs with none 4, deeper inside 5, inner marks 6 and 7.
    fn quote_state(&self, token: usize) -> u32 {
        let Some(quotation) = self.doc.quotation_at(token) else {
            return if self.doc.tokens[token].kind == TokenKind::Quote { 4 } else { 0 };
        };
        let inner = if quotation.parent.is_some() { 4 } else { 0 };
        match self.doc.is_quote_mark(token) {
            true if token == quotation.tokens.start => 2 + inner,
            true => 3 + inner,
            false => 1 + inner,
        }
    }

    fn quotes(&mut self, paragraph: Range<usize>, before: &mut ParagraphQuotes) {
        let states: Vec<u32> = paragraph.clone().map(|t| self.quote_state(t)).collect();
        let is_mark = |state: u32| state == 2 || state == 3;
        let now = ParagraphQuotes {
            has: states.iter().any(|&s| is_mark(s)),
            opens: states.first() == Some(&2),
            stays_open: states.last().is_some_and(|&s| s == 1 || s == 2 || s > 4),
        };
        let quotes = 1 + u32::from(now.has) * 2 + u32::from(now.opens) + 4 * u32::from(before.stays_open);
        let quotes_before = 1 + u32::from(before.has) + 2 * u32::from(before.opens);
        let mut left = None;
        for (token, &state) in paragraph.clone().zip(&states) {
            self.set(token, Column::Quote, 1 + state);
            self.set(token, Column::ParagraphQuotes, quotes);
            self.set(token, Column::QuotesBefore, quotes_before);
            self.set(token, Column::QuoteLeft, left.map_or(20, |l| 1 + step(token - l)));
            if is_mark(state) {
                left = Some(token);
            }
        }
        let mut right = None;
        for (token, &state) in paragraph.clone().zip(&states).rev() {
            self.set(token, Column::QuoteRight, right.map_or(20, |r: usize| 1 + step(r - token)));
            if is_mark(state) {
                right = Some(token);
            }
        }
        for token in paragraph {
            let mut around = self.doc.quotation_at(token);
            while let Some(parent) = around.and_then(|q| q.parent) {
                around = Some(&self.doc.quotations[parent]);
            }
            let length = around.map_or(0, |q| 1 + step(q.tokens.len()));
            self.set(token, Column::QuoteLength, length);
        }
        *before = now;
    }

    fn place(&mut self, index: usize) {
        let (doc, paragraph) = (self.doc, self.doc.paragraphs[index].clone());
        let kind = match doc.article.paragraphs()[index].kind {
            ParagraphKind::Heading => 4,
            _ if index == 0 => 1,
            _ if index + 1 == doc.paragraphs.len() => 3,
            _ => 2,
        };
        let Some(first) = paragraph.clone().next().map(|t| doc.sentence_of[t]) else { return };
        let last = doc.sentence_of[paragraph.end - 1];
        for token in paragraph {
            let sentence = doc.sentence_of[token];
            let tokens = &doc.sentences[sentence as usize].tokens;
            self.set(token, Column::Paragraph, kind);
            self.set(token, Column::Sentence, 1 + (sentence - first).min(3) + 4 * u32::from(sentence == last));
            self.set(token, Column::Sentences, (1 + last - first).min(4));
            self.set(token, Column::FromStart, 1 + (token - tokens.start).min(6) as u32);
            self.set(token, Column::FromEnd, 1 + (tokens.end - 1 - token).min(4) as u32);
        }
    }

    /// The reporting words around each token of a sentence.
    fn neighbours(&mut self, sentence: Range<usize>) {
        let doc = self.doc;
        let states: Vec<u32> = sentence.clone().map(|t| self.quote_state(t)).collect();
        let first = sentence.start;
        let quoted = |t: usize| matches!(states[t - first], 1 | 5..);
        let is_mark = |t: usize| matches!(states[t - first], 2 | 3);
        let is_cue = |t: usize| self.reporting[t].is_one() && !quoted(t);
        let is_break = |t: usize| matches!(doc.lower(t), "," | ";" | ":" | "—" | "–" | "-" | "--");
        let has_quotes = 1 + u32::from(states.iter().any(|&s| s > 0));
        let speaks = |t: &usize| is_cue(*t) && self.reporting[*t].verb_layer() == Some(Layer::Speech);
        let main = sentence.clone().find(speaks).or_else(|| sentence.clone().find(|&t| is_cue(t)));
        let mut writes = Vec::with_capacity(sentence.len() * 14);
        let (mut cue, mut commas, mut marks, mut verb) = (None, 0, 0, None);
        for token in sentence.clone() {
            writes.push((token, Column::SentenceQuotes, has_quotes));
            if let Some(main) = main {
                writes.push((token, Column::MainWord, self.facts(main).hash));
                writes.push((token, Column::MainSide, 1 + u32::from(token >= main) + u32::from(token > main)));
            }
            if let Some(verb) = verb {
                writes.push((token, Column::VerbLeft, self.facts(verb).hash));
            }
            if let Some(left) = cue {
                writes.push((token, Column::LeftWord, self.facts(left).hash));
                writes.push((token, Column::LeftCue, self.reporting[left].0));
                writes.push((token, Column::LeftDistance, 1 + step(token - left)));
                writes.push((token, Column::LeftCommas, 1 + commas.min(3)));
                writes.push((token, Column::LeftQuotes, 1 + marks.min(2)));
                writes.push((token, Column::LeftNext, self.facts(left + 1).hash));
            }
            if is_cue(token) {
                (cue, commas, marks) = (Some(token), 0, 0);
            } else if is_break(token) {
                commas += 1;
            } else if is_mark(token) {
                marks += 1;
            }
            if self.tags[token].is_verb() {
                verb = Some(token);
            }
        }
        let (mut cue, mut commas, mut marks) = (None, 0, 0);
        for token in sentence.rev() {
            if let Some(right) = cue {
                writes.push((token, Column::RightWord, self.facts(right).hash));
                writes.push((token, Column::RightCue, self.reporting[right].0));
                writes.push((token, Column::RightDistance, 1 + step(right - token)));
                writes.push((token, Column::RightCommas, 1 + commas.min(3)));
                writes.push((token, Column::RightQuotes, 1 + marks.min(2)));
                writes.push((token, Column::RightBefore, self.facts(right - 1).hash));
            }
            if is_cue(token) {
                (cue, commas, marks) = (Some(token), 0, 0);
            } else if is_break(token) {
                commas += 1;
            } else if is_mark(token) {
                marks += 1;
            }
        }
        for (token, column, value) in writes {
            self.set(token, column, value);
        }
    }
}

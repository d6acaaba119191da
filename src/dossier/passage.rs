//! What of a statement can be the same in another article: its passages, a sentence or what a source said in one breath.
//!
//! A quotation that `he said` splits is one passage, and two that stand behind each other are two. Words that lie in
//! a statement of somebody else inside belong to that one.

use crate::analysis::{Layer, Mode, Statement, StatementId};
use crate::language::gazetteer::fold;
use crate::text::{Article, Span};

use super::{Item, Place};

/// Longest passage, in words; a longer sentence is cut.
const LONGEST: usize = 120;
/// A sentence with fewer words that carry meaning stays with the one before it.
const WEIGHTY: usize = 3;

/// Words that carry no meaning alone, as [`Word::key`] has them.
const SMALL: &[&str] = &[
    "a", "about", "again", "all", "also", "am", "an", "and", "any", "are", "arent", "as", "at", "be", "because",
    "been", "being", "but", "by", "can", "cannot", "cant", "could", "couldnt", "did", "didnt", "do", "does", "doesnt",
    "dont", "down", "even", "for", "from", "get", "gets", "go", "goes", "going", "gone", "got", "had", "hadnt", "has",
    "hasnt", "have", "havent", "he", "hed", "her", "here", "hes", "him", "his", "how", "i", "id", "if", "ill", "im",
    "in", "into", "is", "isnt", "it", "itd", "its", "ive", "just", "let", "lot", "many", "may", "me", "might", "more",
    "most", "much", "must", "my", "no", "not", "now", "of", "off", "on", "one", "only", "or", "our", "out", "over",
    "own", "really", "said", "say", "says", "shall", "she", "shed", "shes", "should", "so", "some", "such", "than",
    "that", "thats", "the", "their", "them", "then", "there", "theres", "these", "they", "theyll", "theyre", "theyve",
    "this", "those", "to", "too", "up", "us", "very", "was", "wasnt", "we", "wed", "well", "were", "werent", "weve",
    "what", "when", "where", "which", "who", "why", "will", "with", "wont", "would", "wouldnt", "you", "youd", "youll",
    "your", "youre", "youve",
];

/// A word of a passage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Word {
    /// Where it stands, without the punctuation around it.
    pub(super) span: Span,
    /// Its letters and digits, small and without diacritics.
    pub(super) key: String,
    /// Whether it carries meaning alone. Names do not: all articles on an affair have them.
    pub(super) weighty: bool,
    /// Whether it stands between quotation marks.
    pub(super) quoted: bool,
}

/// A passage of a statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Passage {
    /// Index of the item.
    pub(super) item: usize,
    /// Index of the statement.
    pub(super) statement: StatementId,
    /// Where it stands, with its punctuation, in one or more pieces.
    pub(super) spans: Vec<Span>,
    /// Its words.
    pub(super) words: Vec<Word>,
}

impl Passage {
    /// How many of its words carry meaning.
    pub(super) fn weight(&self) -> usize {
        self.words.iter().filter(|word| word.weighty).count()
    }

    /// Takes in a stretch behind it, as a piece of its own if anything but blanks stands between.
    fn extend_by(&mut self, article: &Article, span: Span) {
        match self.spans.last_mut() {
            Some(last)
                if article.text().get(last.end()..span.start()).is_some_and(|between| between.trim().is_empty()) =>
            {
                *last = last.join(span);
            }
            _ => self.spans.push(span),
        }
    }
}

/// The passages of all statements of an article, in order.
pub(super) fn passages(index: usize, Item { article, analysis }: &Item) -> Vec<Passage> {
    let mut inside: Vec<Vec<Span>> = vec![Vec::new(); analysis.statements.len()];
    let mut repeats = vec![false; analysis.statements.len()];
    for (id, statement) in analysis.statements.iter().enumerate() {
        let Some(parent) = statement.parent else { continue };
        let other = statement.actor.is_some() && statement.actor != analysis.statements[parent].actor;
        if other && statement.layer == Layer::Speech {
            inside[parent].extend(&statement.content);
        } else {
            repeats[id] = true;
        }
    }
    let own = |id: &StatementId| {
        let statement = &analysis.statements[*id];
        let said = statement.mode != Mode::Indirect || statement.layer == Layer::Speech;
        said && !repeats[*id]
    };
    // Names may nest; the outermost are enough.
    let mut names: Vec<Span> = Vec::new();
    for entity in analysis.entities.iter() {
        match names.last_mut() {
            Some(last) if last.overlaps(entity.span) => *last = last.join(entity.span),
            _ => names.push(entity.span),
        }
    }
    (0..analysis.statements.len())
        .filter(own)
        .flat_map(|id| of_statement(article, &analysis.statements[id], &inside[id], &names, (index, id)))
        .collect()
}

fn of_statement(
    article: &Article,
    statement: &Statement,
    inside: &[Span],
    names: &[Span],
    (item, id): Place,
) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let fresh = || Passage { item, statement: id, spans: Vec::new(), words: Vec::new() };
    let mut marks = Marks::default();
    // Whether the next words begin a passage.
    let mut begins = true;
    let mut past = 0;
    for &piece in &statement.content {
        // Pieces follow each other; what a reader marked may overlap.
        let piece = Span::new(piece.start().max(past), piece.end().max(past));
        past = piece.end();
        let mut words = words(article, piece);
        words.retain(|word| !inside.iter().any(|inner| inner.covers(word.span)));
        let mut read = piece.start();
        for word in &mut words {
            marks.read(article.text().get(read..word.span.start()).unwrap_or_default());
            read = word.span.end();
            word.quoted = match statement.mode {
                Mode::Direct => true,
                Mode::Mixed => marks.open.is_some(),
                Mode::Indirect => false,
            };
            let after = names.partition_point(|name| name.end() <= word.span.start());
            word.weighty &= !names.get(after).is_some_and(|name| name.overlaps(word.span));
        }
        marks.read(article.text().get(read..piece.end()).unwrap_or_default());
        let mut first = 0;
        while first < words.len() {
            let ends = |at: &usize| at + 1 == words.len() || ends_sentence(article, &words[*at], &words[at + 1]);
            let last = (first..words.len()).find(|at| ends(at) || at + 1 - first == LONGEST).unwrap_or(words.len() - 1);
            let start =
                if first == 0 { piece.start() } else { opening(article, words[first - 1].span, words[first].span) };
            let end = if last + 1 == words.len() {
                piece.end()
            } else {
                opening(article, words[last].span, words[last + 1].span)
            };
            // `“We waited,” he said, “for hours.”`
            let goes_on = first == 0 && article.slice(words[0].span).starts_with(char::is_lowercase);
            if begins || !goes_on || passages.is_empty() {
                passages.push(fresh());
            }
            begins = false;
            let passage = passages.last_mut().expect("one has just been begun");
            passage.extend_by(article, trimmed(article, Span::new(start, end)));
            passage.words.extend_from_slice(&words[first..=last]);
            first = last + 1;
        }
    }
    joined(article, passages)
}

/// Short sentences with those before them, or else behind.
fn joined(article: &Article, passages: Vec<Passage>) -> Vec<Passage> {
    let mut all: Vec<Passage> = Vec::new();
    for passage in passages {
        match all.last_mut() {
            Some(last)
                if (passage.weight() < WEIGHTY || last.weight() < WEIGHTY)
                    && last.words.len() + passage.words.len() <= LONGEST =>
            {
                for span in passage.spans {
                    last.extend_by(article, span);
                }
                last.words.extend(passage.words);
            }
            _ => all.push(passage),
        }
    }
    all
}

/// The quotation marks on the way through a text.
#[derive(Default)]
struct Marks {
    /// The one that is open.
    open: Option<char>,
}

impl Marks {
    /// Reads what stands between two words. Apostrophes stand inside of words, but for those at an end.
    fn read(&mut self, between: &str) {
        for mark in between.chars() {
            self.open = match (mark, self.open) {
                ('“' | '‘' | '„' | '«' | '"' | '\'', None) => Some(mark),
                ('”', Some('“' | '„')) | ('»', Some('«')) | ('’', Some('‘')) => None,
                ('"' | '\'', Some(open)) if open == mark => None,
                (_, open) => open,
            };
        }
    }
}

/// The words of a piece: letters and digits, with hyphens and apostrophes between them.
fn words(article: &Article, piece: Span) -> Vec<Word> {
    let (text, base) = (article.slice(piece), piece.start());
    let mut words = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            let inner = matches!(next, '-' | '\'' | '’' | '.' | ',');
            let after = text[at + next.len_utf8()..].chars().next();
            let joins = match next {
                '.' | ',' => {
                    after.is_some_and(|a| a.is_ascii_digit()) && text[..at].ends_with(|b: char| b.is_ascii_digit())
                }
                _ => inner && after.is_some_and(char::is_alphanumeric),
            };
            if !next.is_alphanumeric() && !joins {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let key: String = fold(&text[start..end]).chars().filter(|c| c.is_alphanumeric()).collect();
        let weighty = !SMALL.contains(&key.as_str());
        words.push(Word { span: Span::new(base + start, base + end), key, weighty, quoted: false });
    }
    words
}

/// Whether a sentence ends between two words.
fn ends_sentence(article: &Article, word: &Word, next: &Word) -> bool {
    let Some(between) = article.text().get(word.span.end()..next.span.start()) else { return true };
    let own = article.slice(word.span);
    let short = own.chars().count() <= 3 && own.starts_with(char::is_uppercase) && between.starts_with('.');
    between.contains(['.', '!', '?', '…', '\n'])
        && between.contains(char::is_whitespace)
        && !short
        && !article.slice(next.span).starts_with(char::is_lowercase)
}

/// Where the second of two passages begins: at the mark that opens it, or its first word.
fn opening(article: &Article, before: Span, first: Span) -> usize {
    let between = article.text().get(before.end()..first.start()).unwrap_or_default();
    between.rfind(char::is_whitespace).map_or(first.start(), |at| {
        let blank = between[at..].chars().next().map_or(0, char::len_utf8);
        before.end() + at + blank
    })
}

fn trimmed(article: &Article, span: Span) -> Span {
    let text = article.slice(span);
    let start = span.start() + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze;

    fn found(text: &str) -> Vec<String> {
        let article = Article::from_plain_text(text, "-");
        let item = Item { analysis: analyze(&article), article };
        let text = |p: &Passage| p.spans.iter().map(|&s| item.article.slice(s)).collect::<Vec<_>>().join(" | ");
        passages(0, &item).iter().map(text).collect()
    }

    #[test]
    fn what_an_attribution_splits_is_one() {
        assert_eq!(
            found("“We waited in the rain,” Ana Ruiz said, “for the ferry to Alder.”"),
            ["“We waited in the rain,” | “for the ferry to Alder.”"]
        );
    }

    #[test]
    fn sentences_are_passages_but_for_short_ones() {
        assert_eq!(
            found(
                "“Dr. Lund closed the harbour at noon. Nobody told the ferry crews. Why? The fish market stayed open,” Ana Ruiz said."
            ),
            [
                "“Dr. Lund closed the harbour at noon.",
                "Nobody told the ferry crews. Why?",
                "The fish market stayed open,”"
            ]
        );
    }

    #[test]
    fn words_have_no_punctuation() {
        let article = Article::from_plain_text("“Don’t pay 1,200.50—ever—for an eight-year-old’s café.”", "-");
        let keys: Vec<String> =
            words(&article, Span::new(0, article.text().len())).into_iter().map(|w| w.key).collect();
        assert_eq!(keys, ["dont", "pay", "120050", "ever", "for", "an", "eightyearolds", "cafe"]);
    }
}

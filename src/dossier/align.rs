//! Two passages laid beside each other word by word: how much of one is in the other, and what was changed.

use super::passage::{Passage, Word};
use crate::text::Span;

/// What an aligned word is worth, if it carries meaning and if not.
const WORTH: [u16; 2] = [1, 4];

/// How much two passages must share to be the same: fewest words that carry meaning, the least part that they are of such
/// words in the shorter one, in a hundred, and fewest words in a row. One of these has to hold.
const DEMANDS: [(usize, usize, usize); 3] = [(4, 60, 1), (3, 75, 4), (2, 100, 4)];
/// The same of all words, where two of them carry meaning.
const WORDS: (usize, usize, usize) = (6, 75, 4);
/// Of words that carry meaning, where they are quoted on one side alone, and reported on the other.
const REPORTED: (usize, usize, usize) = (4, 75, 1);
/// Words shared by chance lie far apart: this many times as many words may lie between the first and the last of them.
const SPREAD: usize = 3;

/// The words that two passages share: pairs of indices, rising in both.
pub(super) type Shared = Vec<(usize, usize)>;

/// The heaviest common subsequence of the words (Wagner and Fischer 1974, "The string-to-string correction problem").
pub(super) fn shared(a: &[Word], b: &[Word]) -> Shared {
    let width = b.len() + 1;
    let mut best = vec![0u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            best[i * width + j] = if a[i].key == b[j].key {
                skip.max(best[(i + 1) * width + j + 1] + WORTH[usize::from(a[i].weighty)])
            } else {
                skip
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        let here = best[i * width + j];
        if a[i].key == b[j].key && here == best[(i + 1) * width + j + 1] + WORTH[usize::from(a[i].weighty)] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Whether two passages are the same words, though cut or reworded.
pub(super) fn are_same(a: &Passage, b: &Passage) -> bool {
    let pairs = shared(&a.words, &b.words);
    let weighty: Vec<(usize, usize)> =
        pairs.iter().copied().filter(|&(i, j)| is_weighty(&a.words[i], &b.words[j])).collect();
    let (Some(first), Some(last)) = (weighty.first(), weighty.last()) else { return false };
    let close = (last.0 - first.0).max(last.1 - first.1) < SPREAD * pairs.len();
    let quoted_in = |words: &[Word]| words.iter().filter(|word| word.weighty && word.quoted).count();
    let both = weighty.iter().filter(|&&(i, j)| a.words[i].quoted && b.words[j].quoted).count();
    let meets = |(count, percent, row), shared: usize, shorter: usize| {
        shared >= count && shared * 100 >= percent * shorter && longest_run(&pairs) >= row
    };
    let quoted = DEMANDS.iter().any(|&demand| meets(demand, both, quoted_in(&a.words).min(quoted_in(&b.words))));
    let all = pairs.iter().filter(|&&(i, j)| a.words[i].quoted && b.words[j].quoted).count();
    let quoted = quoted || both > 1 && meets(WORDS, all, a.words.len().min(b.words.len()));
    let any = weighty.iter().any(|&(i, j)| a.words[i].quoted || b.words[j].quoted);
    close && (quoted || any && meets(REPORTED, weighty.len(), a.weight().min(b.weight())))
}

fn is_weighty(a: &Word, b: &Word) -> bool {
    a.weighty && b.weighty
}

/// The most words that stand in a row in both.
fn longest_run(pairs: &[(usize, usize)]) -> usize {
    let runs = pairs.chunk_by(|one, next| (one.0 + 1, one.1 + 1) == *next);
    runs.map(<[_]>::len).max().unwrap_or(0)
}

/// What became of a stretch of words from the first passage to the second.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// The second has it as the first does, but for punctuation, capitals and accents; a span of the second article.
    Same(Span),
    /// The second lacks it; a span of the first article.
    Gone(Span),
    /// The first lacks it; a span of the second article.
    New(Span),
}

/// How the second passage differs from the first, in order. The stretches that are the same or new make up the second
/// passage, one after the other, with its punctuation and without the blanks at the ends of its pieces.
pub(super) fn drift(a: &Passage, b: &Passage) -> Vec<Change> {
    let mut changes = Vec::new();
    // What of the second passage is told already.
    let mut told = b.spans.first().map_or(0, |span| span.start());
    let (mut i, mut j) = (0, 0);
    let end = (a.words.len(), b.words.len());
    for (next_i, next_j) in shared(&a.words, &b.words).into_iter().chain([end]) {
        if i < next_i {
            // What stands before a word that is gone is told before it.
            let until = b.words.get(j).map_or(told, |word| word.span.start());
            same(b, &mut told, until, &mut changes);
            changes.extend(stretches(a, &a.words[i..next_i]).into_iter().map(Change::Gone));
        }
        if j < next_j {
            for span in stretches(b, &b.words[j..next_j]) {
                same(b, &mut told, span.start(), &mut changes);
                changes.push(Change::New(span));
                told = span.end();
            }
        }
        if let Some(word) = b.words.get(next_j) {
            same(b, &mut told, word.span.end(), &mut changes);
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    let last = b.spans.last().map_or(told, |span| span.end());
    same(b, &mut told, last, &mut changes);
    changes
}

/// Tells what lies between, piece by piece, as the same.
fn same(passage: &Passage, told: &mut usize, until: usize, changes: &mut Vec<Change>) {
    for piece in &passage.spans {
        let (start, end) = (piece.start().max(*told), piece.end().min(until));
        if start < end {
            let span = Span::new(start, end);
            match changes.last_mut() {
                Some(Change::Same(last)) if last.end() == start => *last = last.join(span),
                _ => changes.push(Change::Same(span)),
            }
        }
    }
    *told = (*told).max(until);
}

/// Where words that follow each other stand, one span for each piece of the passage.
fn stretches(passage: &Passage, words: &[Word]) -> Vec<Span> {
    let mut spans: Vec<(usize, Span)> = Vec::new();
    for word in words {
        let piece = passage.spans.iter().position(|piece| piece.covers(word.span)).unwrap_or(0);
        match spans.last_mut() {
            Some((last, span)) if *last == piece => *span = span.join(word.span),
            _ => spans.push((piece, word.span)),
        }
    }
    spans.into_iter().map(|(_, span)| span).collect()
}

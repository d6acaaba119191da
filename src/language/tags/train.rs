//! Training: builds the dictionary, then the weights, then writes them in the model's layout.
//!
//! Same treebanks, same bytes: the only randomness is a fixed sequence, and all sums are of integers.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::{fs, io};

use super::features::{Features, Walk, best};
use super::look_at;
use super::model::{Builder, Model, Place, ROW, ROWS, Weights};
use super::penn::{OPEN, Tag, set};
use super::treebank::{Sentence, read};
use super::word::{ENDINGS, ending, fold, hash, salted};
use crate::text::TokenKind;

const EPOCHS: usize = 8;
/// Words seen at least this often are taken to have no other tags than those seen.
const SETTLED: u32 = 8;
/// Words seen at most this often are now and then taken for unknown in training.
const RARE: u32 = 5;

/// Trains on `*-train.conllu` in `treebanks`, writes the model to `output`, and prints how it does on `*-dev.conllu`.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(treebanks: &Path, output: &Path) -> io::Result<()> {
    let mut files: Vec<_> = fs::read_dir(treebanks)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.sort();
    let named = |end: &str| files.iter().filter(|path| path.to_string_lossy().ends_with(end)).collect::<Vec<_>>();
    let mut sentences = Vec::new();
    for path in named("-train.conllu") {
        sentences.extend(read(path)?);
    }
    let tokens: usize = sentences.iter().map(|s| s.tags.len()).sum();
    println!("{} sentences, {tokens} tokens", sentences.len());

    let mut builder = Builder::new();
    fill_dictionary(&mut builder, &sentences);
    let (entries, classes) = builder.counts();
    println!("dictionary: {entries} entries, {classes} classes");
    let weights = Trainer::new(word_counts(&sentences)).train(builder.model(), &sentences);
    builder.set_weights(weights.into_iter());
    for path in named("-dev.conllu") {
        report(builder.model(), path, &read(path)?);
    }
    fs::write(output, builder.into_bytes().as_slice())
}

/// Counts of the tags of a word or ending.
type Counts = BTreeMap<Tag, u32>;

fn fill_dictionary(builder: &mut Builder, sentences: &[Sentence]) {
    let mut words: BTreeMap<String, Counts> = BTreeMap::new();
    for sentence in sentences {
        for ((text, kind), &tag) in sentence.tokens.iter().zip(&sentence.tags) {
            if matches!(kind, TokenKind::Word | TokenKind::Number) {
                *words.entry(fold(text).into_owned()).or_default().entry(tag).or_default() += 1;
            }
        }
    }
    for (word, counts) in &words {
        let seen = frequent(counts);
        builder.insert(hash(word.as_bytes()), allowed(word, counts), seen, commonest(counts));
    }
    let mut suffixes: BTreeMap<String, Counts> = BTreeMap::new();
    for (word, counts) in &words {
        let total: u32 = counts.values().sum();
        let common = commonest(counts);
        if total > 20 || !word.is_ascii() || common == Tag::Nnp || OPEN & common.bit() == 0 {
            continue;
        }
        for length in 2..=ENDINGS.min(word.len().saturating_sub(2)) {
            *suffixes.entry(word[word.len() - length..].to_owned()).or_default().entry(common).or_default() += 1;
        }
    }
    for (suffix, counts) in suffixes.into_iter().filter(|(_, counts)| counts.values().sum::<u32>() >= 5) {
        let total: u32 = counts.values().sum();
        let likely = counts.iter().filter(|&(_, &n)| n * 10 >= total).fold(0, |bits, (tag, _)| bits | tag.bit());
        builder.insert(salted(ending(suffix.as_bytes())), likely, likely, commonest(&counts));
    }
}

/// The commonest tag; of equals the first.
fn commonest(counts: &Counts) -> Tag {
    let most = counts.values().max().copied().unwrap_or(0);
    counts.iter().find(|&(_, &n)| n == most).map_or(Tag::Nn, |(&tag, _)| tag)
}

/// The tags of a word but for those so rare that they may be mistakes.
fn frequent(counts: &Counts) -> u64 {
    let total: u32 = counts.values().sum();
    let frequent = counts.iter().filter(|&(_, &n)| n * 300 >= total && (n > 1 || total < 30));
    frequent.fold(0, |bits, (tag, _)| bits | tag.bit())
}

/// The tags that a word with these counts may get.
fn allowed(word: &str, counts: &Counts) -> u64 {
    let total: u32 = counts.values().sum();
    let seen = frequent(counts);
    if seen & OPEN == 0 && total > 2 {
        return seen;
    }
    let mut tags = seen;
    for group in [&[Tag::Vbd, Tag::Vbn] as &[Tag], &[Tag::Vb, Tag::Vbp]] {
        if tags & set(group) != 0 && (word.ends_with("ed") || group[0] == Tag::Vb) {
            tags |= set(group);
        }
    }
    if total < SETTLED {
        tags |= OPEN;
    } else if total < 60 {
        for group in [
            &[Tag::Nns, Tag::Vbz] as &[Tag],
            &[Tag::Nn, Tag::Vb, Tag::Vbp],
            &[Tag::Vbg, Tag::Nn, Tag::Jj],
            &[Tag::Vbn, Tag::Jj, Tag::Vbd],
            &[Tag::Jj, Tag::Nn],
        ] {
            if tags & set(group) != 0 && tags & set(&[Tag::Nnp]) == 0 {
                tags |= set(group) & if word.ends_with("ed") || group[0] != Tag::Vbn { OPEN } else { 0 };
            }
        }
    }
    tags
}

/// One weight with what its average needs.
#[derive(Clone, Copy, Default)]
struct Weight {
    value: i32,
    since: u32,
    total: i64,
}

/// How often each word stands in the sentences, by hash.
fn word_counts(sentences: &[Sentence]) -> HashMap<u64, u32> {
    let mut counts = HashMap::new();
    for (text, _) in sentences.iter().flat_map(|sentence| &sentence.tokens) {
        *counts.entry(hash(fold(text).as_bytes())).or_default() += 1;
    }
    counts
}

struct Trainer {
    weights: Vec<Weight>,
    counts: HashMap<u64, u32>,
    clock: u32,
}

impl Weights for Trainer {
    fn weight(&self, place: Place, tag: u8) -> i32 {
        self.weights[place.index(tag)].value
    }
}

impl Trainer {
    fn new(counts: HashMap<u64, u32>) -> Self {
        Self { weights: vec![Weight::default(); ROWS * ROW], counts, clock: 0 }
    }

    fn train(mut self, model: Model<'_>, sentences: &[Sentence]) -> Vec<i8> {
        let mut random = Random(0x2545_f491_4f6c_dd1d);
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        for epoch in 1..=EPOCHS {
            random.shuffle(&mut order);
            let (mut right, mut scored) = (0, 0);
            for &index in &order {
                let sentence = varied(&sentences[index], &mut random);
                let (r, s) = self.learn(model, sentence.as_ref().unwrap_or(&sentences[index]), &mut random);
                right += r;
                scored += s;
            }
            println!("epoch {epoch}: {:.2} % of {scored} scored tokens", percent(right, scored));
        }
        self.quantise()
    }

    /// Walks one sentence, mending the weights at each mistake; tokens right and scored.
    ///
    /// A word seen `n` times is looked up as unknown with a chance of `1/n`: the share of unknown words that a new text
    /// has, by the same reasoning as leaving one out.
    fn learn(&mut self, model: Model<'_>, sentence: &Sentence, random: &mut Random) -> (usize, usize) {
        let look_up = |hash| {
            let count = self.counts.get(&hash).copied().unwrap_or(u32::MAX);
            if count <= RARE && random.below(count as usize) == 0 { None } else { model.look_up(hash) }
        };
        let words = look_at(look_up, &sentence.tokens(), |i| sentence.tags[i]);
        let (mut right, mut scored) = (0, 0);
        let mut walk = Walk::new(&words);
        for (word, &gold) in words.iter().zip(&sentence.tags) {
            if word.candidates.is_power_of_two() {
                walk.push(walk.step(self));
                continue;
            }
            let features = walk.features();
            let guess = best(self, &features, word.candidates);
            scored += 1;
            self.clock += 1;
            if guess == gold {
                right += 1;
            } else if word.candidates & gold.bit() != 0 {
                self.mend(&features, gold, 1);
                self.mend(&features, guess, -1);
            }
            walk.push(guess);
        }
        (right, scored)
    }

    fn mend(&mut self, features: &Features, tag: Tag, by: i32) {
        for place in features {
            let weight = &mut self.weights[place.index(tag as u8)];
            weight.total += i64::from(weight.value) * i64::from(self.clock - weight.since);
            weight.since = self.clock;
            weight.value += by;
        }
    }

    /// Averages over all steps, in the finest scale that clips no more than one in ten thousand of the used weights.
    fn quantise(self) -> Vec<i8> {
        let clock = self.clock;
        let totals: Vec<i64> =
            self.weights.iter().map(|w| w.total + i64::from(w.value) * i64::from(clock - w.since)).collect();
        let mut sizes: Vec<i64> = totals.iter().map(|t| t.abs()).filter(|&t| t > 0).collect();
        sizes.sort_unstable();
        println!("{} of {} weights used", sizes.len(), totals.len());
        let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 10_000)).copied().unwrap_or(1).max(1);
        let scaled = |total: i64| (total * 127 + total.signum() * largest / 2) / largest;
        totals.into_iter().map(|t| scaled(t).clamp(-127, 127) as i8).collect()
    }
}

/// Now and then another look of a sentence: as a headline, in capitals, or without its period, as news have them.
fn varied(sentence: &Sentence, random: &mut Random) -> Option<Sentence> {
    let choice = random.below(100);
    let last = sentence.tags.len() - 1;
    let mut copy = match choice {
        0..12 if last > 0 => sentence.clone(),
        _ => return None,
    };
    if sentence.tags[last] == Tag::Period && choice < 10 {
        copy.tokens.pop();
        copy.tags.pop();
    }
    for ((text, kind), tag) in copy.tokens.iter_mut().zip(&copy.tags) {
        let small = matches!(tag, Tag::Dt | Tag::In | Tag::Cc | Tag::To | Tag::Pos) && text.len() < 5;
        if *kind != TokenKind::Word {
            continue;
        }
        if choice < 5 && !small {
            let mut letters = text.chars();
            *text = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        } else if choice == 5 {
            *text = text.to_uppercase();
        }
    }
    Some(copy)
}

fn report(model: Model<'_>, path: &Path, sentences: &[Sentence]) {
    let (mut right, mut all, mut new_right, mut new) = (0, 0, 0, 0);
    let (mut finite, mut called, mut both) = (0, 0, 0);
    let mut confusions: BTreeMap<(Tag, Tag), usize> = BTreeMap::new();
    for sentence in sentences {
        let words = look_at(|hash| model.look_up(hash), &sentence.tokens(), |i| sentence.tags[i]);
        let mut walk = Walk::new(&words);
        for (word, &gold) in words.iter().zip(&sentence.tags) {
            let tag = walk.step(&model);
            walk.push(tag);
            all += 1;
            right += usize::from(tag == gold);
            finite += usize::from(gold.is_finite());
            called += usize::from(tag.is_finite());
            both += usize::from(gold.is_finite() && tag.is_finite());
            new += usize::from(!word.known);
            new_right += usize::from(!word.known && tag == gold);
            if tag != gold {
                *confusions.entry((gold, tag)).or_default() += 1;
            }
        }
    }
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    println!("{name}: {:.2} % of {all}, {:.2} % of {new} unknown words", percent(right, all), percent(new_right, new));
    let mut worst: Vec<_> = confusions.into_iter().collect();
    worst.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let worst: Vec<String> = worst.iter().take(12).map(|((gold, tag), n)| format!("{gold}→{tag} {n}")).collect();
    println!("  {}", worst.join(", "));
    println!("  finite verbs: {:.2} % found, {:.2} % of those tagged so", percent(both, finite), percent(both, called));
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// A fixed sequence of random numbers (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (((self.0 >> 32) * bound as u64) >> 32) as usize
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

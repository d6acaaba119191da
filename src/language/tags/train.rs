//! Training: builds the dictionary, then the weights, then writes them in the model's layout.
//!
//! Same treebanks, same bytes: the only randomness is a fixed sequence, and all sums are of integers.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use super::dictionary::{self, WithoutOne};
use super::features::{Features, Walk, best, score};
use super::model::{Builder, Model, Place, ROW, ROWS, Weights};
use super::penn::Tag;
use super::treebank::{Sentence, read};
use super::{look_at, news};
use crate::text::TokenKind;

const EPOCHS: usize = 8;
/// Trainings whose averages are summed, for each alone leans on the order in which it took the sentences.
const RUNS: usize = 8;
/// A tag must win by more than this, or the weights are mended.
const MARGIN: i32 = 10;
/// Sentences made of each template of news in an epoch.
const NEWS: usize = 20;

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
    let without_one = dictionary::fill(&mut builder, &sentences);
    let (entries, classes) = builder.counts();
    println!("dictionary: {entries} entries, {classes} classes");
    let weights = Trainer::new(without_one).train(builder.model(), &sentences);
    builder.set_weights(weights.into_iter());
    for path in named("-dev.conllu") {
        report(builder.model(), path, &read(path)?);
    }
    fs::write(output, builder.into_bytes().as_slice())
}

/// One weight with what its average needs.
#[derive(Clone, Copy, Default)]
struct Weight {
    value: i32,
    since: u32,
    total: i64,
}

struct Trainer {
    weights: Vec<Weight>,
    without_one: WithoutOne,
    clock: u32,
}

impl Weights for Trainer {
    fn weight(&self, place: Place, tag: u8) -> i32 {
        self.weights[place.index(tag)].value
    }
}

impl Trainer {
    fn new(without_one: WithoutOne) -> Self {
        Self { weights: vec![Weight::default(); ROWS * ROW], without_one, clock: 0 }
    }

    fn train(mut self, model: Model<'_>, sentences: &[Sentence]) -> Vec<i8> {
        let mut random = Random::new();
        let templates = news::templates();
        let mut order: Vec<usize> = (0..sentences.len() + templates.len() * NEWS).collect();
        for epoch in 1..=EPOCHS * RUNS {
            random.shuffle(&mut order);
            let (mut right, mut scored) = (0, 0);
            for &index in &order {
                let made = match sentences.get(index) {
                    Some(sentence) => varied(sentence, &mut random),
                    None => Some(news::sentence(templates[index % templates.len()], &mut random)),
                };
                let (r, s) = self.learn(model, made.as_ref().unwrap_or_else(|| &sentences[index]));
                right += r;
                scored += s;
            }
            println!("epoch {epoch}: {:.2} % of {scored} scored tokens", percent(right, scored));
            if epoch % EPOCHS == 0 {
                self.restart();
            }
        }
        self.quantise()
    }

    /// Walks one sentence, mending the weights at each mistake; tokens right and scored.
    ///
    /// Each word is looked up as if this one time it had not been seen, so that the weights learn how far to trust the
    /// dictionary on new text.
    fn learn(&mut self, model: Model<'_>, sentence: &Sentence) -> (usize, usize) {
        let without_one = &self.without_one;
        let look_up = |i: usize, hash| {
            let once = sentence.tags[i].and_then(|tag| without_one.get(&(hash, tag)));
            once.copied().unwrap_or_else(|| model.look_up(hash))
        };
        let words = look_at(look_up, &sentence.tokens(), |i| sentence.tags[i].unwrap_or(Tag::OpenQuote));
        let (mut right, mut scored) = (0, 0);
        let mut walk = Walk::new(&words);
        for (word, &gold) in words.iter().zip(&sentence.tags) {
            if word.candidates.is_power_of_two() {
                walk.push(walk.step(self));
                continue;
            }
            let features = walk.features();
            let guess = best(self, &features, word.candidates);
            let Some(gold) = gold else {
                walk.push(guess);
                continue;
            };
            scored += 1;
            right += usize::from(guess == gold);
            self.clock += 1;
            if word.candidates & gold.bit() != 0 {
                let rival = best(self, &features, word.candidates & !gold.bit());
                if score(self, &features, gold as u8) - score(self, &features, rival as u8) <= MARGIN {
                    self.mend(&features, gold, 1);
                    self.mend(&features, rival, -1);
                }
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

    /// Back to weights of 0, with what went into the averages kept.
    fn restart(&mut self) {
        for weight in &mut self.weights {
            weight.total += i64::from(weight.value) * i64::from(self.clock - weight.since);
            *weight = Weight { value: 0, since: self.clock, total: weight.total };
        }
    }

    /// Averages over all steps, in the finest scale that clips no more than one in ten thousand of the used weights.
    fn quantise(self) -> Vec<i8> {
        let totals: Vec<i64> = self.weights.iter().map(|weight| weight.total).collect();
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
    if sentence.tags[last] == Some(Tag::Period) && choice < 10 {
        copy.tokens.pop();
        copy.tags.pop();
    }
    for ((text, kind), tag) in copy.tokens.iter_mut().zip(&copy.tags) {
        let small = matches!(tag, Some(Tag::Dt | Tag::In | Tag::Cc | Tag::To | Tag::Pos)) && text.len() < 5;
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
        let words =
            look_at(|_, hash| model.look_up(hash), &sentence.tokens(), |i| sentence.tags[i].unwrap_or(Tag::OpenQuote));
        let mut walk = Walk::new(&words);
        for (word, &gold) in words.iter().zip(&sentence.tags) {
            let tag = walk.step(&model);
            walk.push(tag);
            let Some(gold) = gold else { continue };
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
pub(super) struct Random(u64);

impl Random {
    /// At the start of the sequence.
    pub fn new() -> Self {
        Self(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
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

//! Measures what a form costs: the annotated articles in every layout of page and as Markdown, read by the loader,
//! against their plain text. `WHOLE=1 cargo test --all-features --test forms -- --nocapture` prints the figures of
//! `docs/input.md`; without `WHOLE`, every fourth article is measured, of whatever genre.
//!
//! Both readings are scored against the same annotation, which is carried over by the words: what a form lost is missed,
//! what it let in from around the article is one statement too many.

mod pages;

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::thread;

use pages::{LAYOUTS, Story, markdown, pdf};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use whosaid::corpus::{Annotated, Gold, NameNote, read_all};
use whosaid::learn::relations::{Pairing, Relations};
use whosaid::learn::score::{Said, Score, compare};
use whosaid::source::load_from;
use whosaid::text::ParagraphKind;
use whosaid::{Article, Span, analyze};

/// How many points of F1 a form may cost.
const POINTS: f64 = 2.0;

/// One article in so many is measured, unless all are asked for.
const STEP: usize = 4;

/// What an article looks like to the analysis; the same look gives the same analysis.
type Look = (String, Vec<ParagraphKind>);

#[derive(Clone, Default)]
struct Figures {
    score: Score,
    relations: Relations,
    /// How many articles came out word by word as their plain text.
    same: usize,
}

impl Figures {
    fn add(&mut self, other: Self) {
        self.score += other.score;
        self.relations += other.relations;
        self.same += other.same;
    }

    fn f1(&self) -> [f64; 2] {
        [self.score.statement.f1(), self.relations.actor.f1()].map(|f1| 100.0 * f1)
    }
}

/// The runs of letters and digits of a text, and all other characters but white space.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        match tokens.last_mut() {
            Some(last) if last.end == at && c.is_alphanumeric() && before.is_alphanumeric() => last.end += c.len_utf8(),
            _ => tokens.push(at..at + c.len_utf8()),
        }
        before = c;
    }
    tokens
}

/// An annotation in another reading of the same article.
struct Carried<'a> {
    tokens: Vec<Range<usize>>,
    to: Vec<Option<Range<usize>>>,
    annotated: &'a Annotated,
}

impl<'a> Carried<'a> {
    fn new(annotated: &'a Annotated, text: &str) -> Self {
        let (from, into) = (tokens(annotated.article.text()), tokens(text));
        let words = |text: &'_ str, tokens: &[Range<usize>]| -> Vec<String> {
            tokens.iter().map(|t| text[t.clone()].to_owned()).collect()
        };
        let (old, new) = (words(annotated.article.text(), &from), words(text, &into));
        let mut to = vec![None; from.len()];
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                for i in 0..len {
                    to[old_index + i] = Some(into[new_index + i].clone());
                }
            }
        }
        Self { tokens: from, to, annotated }
    }

    /// From the first to the last word that is still there.
    fn span(&self, span: Span) -> Option<Span> {
        let first = self.tokens.partition_point(|t| t.end <= span.start());
        let last = self.tokens.partition_point(|t| t.start < span.end());
        let mut there = self.to[first..last].iter().flatten();
        let start = there.next()?;
        Some(Span::new(start.start, there.next_back().unwrap_or(start).end))
    }

    fn spans(&self, spans: &[Span]) -> Vec<Span> {
        spans.iter().filter_map(|span| self.span(*span)).collect()
    }

    fn into(self, article: Article) -> Annotated {
        let gold = |gold: &Gold| Gold {
            source: self.spans(&gold.source),
            cue: self.spans(&gold.cue),
            content: self.spans(&gold.content),
            ..gold.clone()
        };
        let name = |name: &NameNote| Some(NameNote { span: self.span(name.span)?, ..*name });
        Annotated {
            name: self.annotated.name.clone(),
            title: self.annotated.title.clone(),
            genre: self.annotated.genre.clone(),
            actors: self.annotated.actors.clone(),
            statements: self.annotated.statements.iter().map(gold).collect(),
            names: self.annotated.names.iter().filter_map(name).collect(),
            article,
        }
    }
}

fn measure(annotated: &Annotated) -> Figures {
    let article = &annotated.article;
    let analysis = analyze(article);
    let gold = |s: &Gold| Said { source: s.source.clone(), content: s.content.clone() };
    let gold: Vec<Said> = annotated.statements.iter().map(gold).collect();
    let found = analysis.statements.iter();
    let found: Vec<Said> =
        found.map(|s| Said { source: s.source.into_iter().collect(), content: s.content.clone() }).collect();
    let comparison = compare(article.text(), &gold, &found);
    let relations = Pairing { annotated, analysis: &analysis, comparison: &comparison }.measure();
    Figures { score: comparison.score, relations, same: 0 }
}

fn look(article: &Article) -> Look {
    (article.text().to_owned(), article.paragraphs().iter().map(|p| p.kind).collect())
}

/// Each form of an article, opened; the plain text is the first.
fn forms(plain: &Article) -> Vec<(&'static str, Article)> {
    let story = Story::of(plain);
    let opened = |bytes: String, name: &str| {
        load_from(bytes.as_bytes(), Path::new(name)).unwrap_or_else(|error| panic!("{error}")).article
    };
    let mut forms = vec![("plain text", plain.clone())];
    forms.extend(LAYOUTS.iter().map(|(name, layout)| (*name, opened(layout(&story), "page.html"))));
    for (name, setting) in pdf::SETTINGS {
        let read = load_from(&*pdf::pdf(plain, *setting), Path::new("a.pdf")).unwrap_or_else(|error| panic!("{error}"));
        forms.push((name, read.article));
    }
    forms.push(("Markdown", opened(markdown(plain), "a.md")));
    forms
}

fn measure_all(corpus: &[Annotated]) -> Vec<(&'static str, Figures)> {
    let mut sums: Vec<(&'static str, Figures)> = Vec::new();
    for annotated in corpus {
        let mut known: HashMap<Look, Figures> = HashMap::new();
        for (i, (name, article)) in forms(&annotated.article).into_iter().enumerate() {
            let look = look(&article);
            let mut figures = known
                .get(&look)
                .cloned()
                .unwrap_or_else(|| measure(&Carried::new(annotated, article.text()).into(article.clone())));
            known.entry(look).or_insert_with(|| figures.clone());
            figures.same = usize::from(article.text() == annotated.article.text());
            if sums.len() == i {
                sums.push((name, Figures::default()));
            }
            sums[i].1.add(figures);
        }
    }
    sums
}

#[test]
fn every_form_reads_as_well_as_plain_text() {
    let corpus = read_all(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/corpus"))).unwrap();
    let step = if std::env::var_os("WHOLE").is_some() { 1 } else { STEP };
    let corpus: Vec<Annotated> = corpus.into_iter().step_by(step).collect();
    let halves = corpus.split_at(corpus.len() / 2);
    let mut sums = thread::scope(|scope| {
        let other = scope.spawn(|| measure_all(halves.1));
        let mut sums = measure_all(halves.0);
        for ((_, sum), (_, more)) in sums.iter_mut().zip(other.join().unwrap()) {
            sum.add(more);
        }
        sums
    })
    .into_iter();
    let (_, plain) = sums.next().unwrap();
    let [statement, actor] = plain.f1();
    println!(
        "| form | statements P/R/F1 | under the right actor P/R/F1 | word by word, of {} articles |",
        corpus.len()
    );
    println!("|---|---|---|---|");
    println!("| plain text | {} | {} | {} |", plain.score.statement, plain.relations.actor, corpus.len());
    let mut costly = Vec::new();
    for (name, figures) in sums {
        println!("| {name} | {} | {} | {} |", figures.score.statement, figures.relations.actor, figures.same);
        let [s, a] = figures.f1();
        if (statement - s).abs() > POINTS || (actor - a).abs() > POINTS {
            costly.push(name);
        }
    }
    assert!(costly.is_empty(), "{costly:?} cost more than {POINTS} points");
}

//! Gathers candidate statements from both models and the rules, each with the evidence for and against it.

use std::ops::Range;

use super::attach::Scene;
use super::crf::Reading;
use super::judge::{Evidence, Origin, log_odds};
use super::labels::{Part, attach};
use super::propose::CueCandidate;
use crate::analysis::Layer;
use crate::analysis::statements::is_time;
use crate::language::tags::Tag;

/// A statement that may be right.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Who found it.
    pub origin: Origin,
    /// Index of its cue among the cue candidates.
    pub cue: Option<usize>,
    /// The words that name the source.
    pub source: Option<Range<usize>>,
    /// What is attributed, in text order.
    pub content: Vec<Range<usize>>,
    /// The rules' statement that it is, or that fits it best.
    pub draft: Option<usize>,
    /// How likely it is.
    pub evidence: Evidence,
}

impl Candidate {
    fn len(&self) -> usize {
        self.content.iter().map(ExactSizeIterator::len).sum()
    }

    fn holds(&self, token: usize) -> bool {
        self.content.iter().any(|c| c.contains(&token))
    }

    fn tokens(&self) -> impl Iterator<Item = usize> + '_ {
        self.content.iter().flat_map(Clone::clone)
    }
}

/// A token less likely than this does not make a source.
const LEAST_SOURCE: f32 = 0.12;

/// How many tokens two lists of ranges share.
fn shared(a: &[Range<usize>], b: &[Range<usize>]) -> usize {
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    a.iter().map(|a| b.iter().map(|b| overlap(a, b)).sum::<usize>()).sum()
}

/// The tokens that two contents share, of those that they have together.
fn jaccard(a: &[Range<usize>], b: &[Range<usize>]) -> f32 {
    let both = shared(a, b);
    let len = |c: &[Range<usize>]| c.iter().map(ExactSizeIterator::len).sum::<usize>();
    let either = len(a) + len(b) - both;
    if either == 0 { 0.0 } else { both as f32 / either as f32 }
}

/// For each token the contents that hold it, by number.
struct Holders(Vec<Vec<u32>>);

impl Holders {
    fn new<'c>(tokens: usize, contents: impl Iterator<Item = &'c [Range<usize>]>) -> Self {
        let mut holders = vec![Vec::new(); tokens];
        for (number, content) in (0_u32..).zip(contents) {
            for token in content.iter().flat_map(Clone::clone) {
                holders[token].push(number);
            }
        }
        Self(holders)
    }

    /// The numbers of contents that hold a first, middle or last token of a content.
    fn near(&self, content: &[Range<usize>]) -> Vec<usize> {
        let probes = content.iter().flat_map(|c| [c.start, c.start.midpoint(c.end), c.end - 1]);
        let mut near: Vec<usize> = probes.flat_map(|t| self.0[t].iter().map(|&n| n as usize)).collect();
        near.sort_unstable();
        near.dedup();
        near
    }
}

/// All candidates: the second model's, the rules', then what the first model found beyond both. There is a reading for
/// each candidate cue.
pub fn gather(scene: &Scene, readings: impl Iterator<Item = Reading<{ attach::LANES }>>) -> Vec<Candidate> {
    let tokens = scene.doc.tokens.len();
    let mut attached: Vec<Candidate> =
        readings.enumerate().filter_map(|(cue, reading)| attached(scene, cue, &reading)).collect();
    let mut rules: Vec<Candidate> = (0..scene.drafts.len()).map(|draft| from_rules(scene, draft)).collect();
    let by_model = Holders::new(tokens, attached.iter().map(|c| c.content.as_slice()));
    let by_rules = Holders::new(tokens, rules.iter().map(|c| c.content.as_slice()));
    let mut pieces: Vec<Candidate> = super::pieces::join(scene)
        .into_iter()
        .filter(|p| !by_model.near(&p.content).iter().any(|&k| jaccard(&attached[k].content, &p.content) >= 0.5))
        .filter(|p| !by_rules.near(&p.content).iter().any(|&k| jaccard(&rules[k].content, &p.content) >= 0.5))
        .map(|piece| from_first_model(scene, piece))
        .collect();
    let settled: Vec<_> = attached.iter().map(|c| context(scene, c, &attached, &by_model)).collect();
    let agreeing: Vec<_> = attached.iter().map(|c| best(&c.content, &rules, &by_rules, own_draft(scene, c))).collect();
    for (candidate, best) in rules.iter_mut().chain(&mut pieces).map(|c| {
        let best = best(&c.content, &attached, &by_model, None);
        (c.evidence.rivalry, c.evidence.nested) = context(scene, c, &attached, &by_model);
        (c, best)
    }) {
        candidate.evidence.agreement = best.map_or(0.0, |(_, jaccard)| jaccard);
    }
    for ((candidate, (rivalry, nested)), best) in attached.iter_mut().zip(settled).zip(agreeing) {
        (candidate.evidence.rivalry, candidate.evidence.nested) = (rivalry, nested);
        if let Some((draft, agreement)) = best {
            candidate.draft = Some(draft);
            candidate.evidence.agreement = agreement;
            candidate.evidence.other = agreement * log_odds(scene.drafts[draft].confidence);
        }
    }
    attached.append(&mut rules);
    attached.append(&mut pieces);
    attached
}

fn own_draft(scene: &Scene, candidate: &Candidate) -> Option<usize> {
    candidate.cue.and_then(|cue| scene.draft_of[cue])
}

/// The candidate whose content fits best, and how well; `first` is preferred where two fit equally.
fn best(
    content: &[Range<usize>],
    others: &[Candidate],
    holders: &Holders,
    first: Option<usize>,
) -> Option<(usize, f32)> {
    let fit = |k: usize| (k, jaccard(content, &others[k].content));
    first
        .into_iter()
        .chain(holders.near(content))
        .map(fit)
        .filter(|(_, j)| *j > 0.0)
        .reduce(|a, b| if b.1 > a.1 { b } else { a })
}

/// How sure the surest other candidate is that cannot stand beside this one, and one whose content holds this one's cue.
fn context(scene: &Scene, candidate: &Candidate, others: &[Candidate], holders: &Holders) -> (f32, f32) {
    let certainty = |c: &Candidate| {
        c.cue.map_or(0.0, |cue| scene.candidates[cue].probability) * odds_to_probability(c.evidence.content)
    };
    let cue = candidate.cue.map(|cue| scene.candidates[cue].tokens.start);
    let (mut rivalry, mut nested) = (0.0_f32, 0.0_f32);
    for other in holders.near(&candidate.content).into_iter().map(|k| &others[k]) {
        if other.cue == candidate.cue && other.origin == candidate.origin {
            continue;
        }
        if cue.is_some_and(|cue| other.holds(cue)) {
            nested = nested.max(certainty(other));
        } else if contradicts(scene, candidate, other) && jaccard(&candidate.content, &other.content) < 0.8 {
            rivalry = rivalry.max(certainty(other));
        }
    }
    (rivalry, nested)
}

fn odds_to_probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Whether two share words and neither lies inside the other with its cue.
fn contradicts(scene: &Scene, a: &Candidate, b: &Candidate) -> bool {
    let (small, large) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let shared = shared(&small.content, &large.content);
    let nested = shared == small.len()
        && small.len() < large.len()
        && small.cue.is_some_and(|cue| large.holds(scene.candidates[cue].tokens.start));
    !nested && shared * 5 > small.len()
}

/// The runs of a part in a reading; several runs of a source are not joined.
fn runs(labels: &[u8], first: usize, part: Part) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (token, &label) in (first..).zip(labels).filter(|(_, l)| attach::part(**l) == Some(part)) {
        match runs.last_mut() {
            Some(run) if run.end == token && !(part == Part::Source && attach::begins(label)) => run.end += 1,
            _ => runs.push(token..token + 1),
        }
    }
    runs
}

fn mean(values: impl Iterator<Item = f32>) -> f32 {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), v| (sum + v, n + 1.0));
    if n == 0.0 { 0.0 } else { sum / n }
}

/// A quotation is said by one mouth: a content that has part of one, with the cue outside, has all of it.
fn with_whole_quotations(scene: &Scene, cue: usize, mut content: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let (doc, cue) = (scene.doc, &scene.candidates[cue].tokens);
    let level = doc.quotation_of[cue.start];
    let window = scene.window_of(cue);
    for piece in &mut content {
        for edge in [piece.start, piece.end - 1] {
            let around = |q: &u32| doc.quotations[*q as usize].parent.map(|p| p as u32);
            let child = std::iter::successors(doc.quotation_of[edge], around).find(|q| around(q) == level);
            let Some(quotation) = child.map(|q| &doc.quotations[q as usize]) else { continue };
            let whole = piece.start.min(quotation.tokens.start)..piece.end.max(quotation.tokens.end);
            let apart = whole.end <= cue.start || cue.end <= whole.start;
            if quotation.closed && apart && window.start <= whole.start && whole.end <= window.end {
                *piece = whole;
            }
        }
    }
    content.dedup_by(|next, piece| {
        let joins = next.start < piece.end;
        if joins {
            piece.end = piece.end.max(next.end);
        }
        joins
    });
    content
}

/// Whether the cue is a passive, whose subject is nobody's source.
fn is_passive(scene: &Scene, cue: usize) -> bool {
    let CueCandidate { tokens, head, .. } = &scene.candidates[cue];
    let be = |t: usize| matches!(scene.doc.lower(t), "is" | "are" | "was" | "were" | "be" | "been" | "being");
    matches!(scene.tags[*head], Tag::Vbn | Tag::Vbd) && tokens.clone().any(be)
}

/// Whether the words can name someone.
fn names(scene: &Scene, tokens: &Range<usize>) -> bool {
    let names = |t: usize| {
        let tag = scene.tags[t];
        tag.is_noun() && !is_time(scene.doc, scene.tags, t)
            || matches!(tag, Tag::Prp | Tag::PrpS | Tag::Wp | Tag::Wdt | Tag::Cd)
            || tag == Tag::Dt && !matches!(scene.doc.lower(t), "the" | "a" | "an")
    };
    tokens.clone().any(names)
}

/// A source for a cue that the best labelling gives none: what the model thinks likeliest, or the subject.
fn fallback(
    scene: &Scene,
    cue: usize,
    reading: &Reading<{ attach::LANES }>,
    content: &[Range<usize>],
) -> Option<Range<usize>> {
    if is_passive(scene, cue) {
        return None;
    }
    let apart = |s: &Range<usize>| shared(std::slice::from_ref(s), content) == 0;
    let likely = likely_source(reading, scene.window(cue).start).filter(|s| names(scene, s));
    likely.or_else(|| scene.subject_of[cue].clone().filter(apart))
}

/// Where the best labelling has no source: the run around the token that is likeliest to be one.
fn likely_source(reading: &Reading<{ attach::LANES }>, first: usize) -> Option<Range<usize>> {
    let source: Vec<f32> = reading.marginals.iter().map(|m| attach::probability(Part::Source, m)).collect();
    let peak = (0..source.len()).max_by(|&a, &b| source[a].total_cmp(&source[b]))?;
    let belongs = |t: usize| source[t] > 0.5 * source[peak] && attach::part(reading.labels[t]).is_none();
    if source[peak] < LEAST_SOURCE || !belongs(peak) {
        return None;
    }
    let start = (0..peak).rev().take_while(|&t| belongs(t)).last().unwrap_or(peak);
    let end = (peak..source.len()).take_while(|&t| belongs(t)).last().unwrap_or(peak) + 1;
    Some(first + start..first + end)
}

fn attached(scene: &Scene, cue: usize, reading: &Reading<{ attach::LANES }>) -> Option<Candidate> {
    let window = scene.window(cue);
    let content = with_whole_quotations(scene, cue, runs(&reading.labels, window.start, Part::Content));
    if content.is_empty() {
        return None;
    }
    let probability = |part: Part| {
        let window = window.start;
        move |token: usize| attach::probability(part, &reading.marginals[token - window])
    };
    let sureness = |run: &Range<usize>| mean(run.clone().map(probability(Part::Source)));
    let source = runs(&reading.labels, window.start, Part::Source)
        .into_iter()
        .max_by(|a, b| sureness(a).total_cmp(&sureness(b)).then(a.start.cmp(&b.start)))
        .or_else(|| fallback(scene, cue, reading, &content));
    let source_probability = source.as_ref().map_or(0.0, sureness);
    let mut candidate = Candidate {
        origin: Origin::Attached,
        cue: Some(cue),
        source,
        content,
        draft: None,
        evidence: Evidence::default(),
    };
    weigh(scene, &mut candidate, probability(Part::Content), source_probability, &window);
    Some(candidate)
}

fn from_rules(scene: &Scene, draft: usize) -> Candidate {
    let statement = &scene.drafts[draft];
    let head = statement.cue.as_ref().and_then(|cue| scene.cue_at(cue.clone()));
    from_first_model(
        scene,
        Candidate {
            origin: Origin::Rules,
            cue: head,
            source: statement.source.clone(),
            content: statement.content.clone(),
            draft: Some(draft),
            evidence: Evidence { other: log_odds(statement.confidence), ..Evidence::default() },
        },
    )
}

/// Weighs what the second model did not find by what the first says of it.
fn from_first_model(scene: &Scene, mut candidate: Candidate) -> Candidate {
    let source = candidate.source.as_ref().map_or(0.0, |s| mean(s.clone().map(|t| scene.proposal.source[t])));
    let all = 0..scene.doc.tokens.len();
    let other = candidate.evidence.other;
    weigh(scene, &mut candidate, |t| scene.proposal.content[t], source, &all);
    candidate.evidence.other = other;
    candidate
}

fn weigh(scene: &Scene, candidate: &mut Candidate, content: impl Fn(usize) -> f32, source: f32, within: &Range<usize>) {
    let flag = |holds: bool| f32::from(u8::from(holds));
    let cue = candidate.cue.map(|c| &scene.candidates[c]);
    let outside = |token: usize| cue.is_some_and(|c| c.tokens.contains(&token)) || candidate.holds(token);
    let edges = candidate.content.iter().flat_map(|piece| [piece.start.wrapping_sub(1), piece.end]);
    let edges = edges.filter(|t| within.contains(t) && !outside(*t)).map(|t| 1.0 - content(t)).fold(1.0, f32::min);
    let quoted = mean(candidate.tokens().map(|t| flag(scene.doc.quotation_of[t].is_some())));
    let len = candidate.len();
    let reporting = cue.map(|c| scene.columns.reporting[c.head]).unwrap_or_default();
    let evidence = Evidence {
        cue: cue.map_or(0.0, |c| log_odds(c.probability)),
        has_cue: flag(cue.is_some()),
        content: log_odds(mean(candidate.tokens().map(&content))),
        least_content: log_odds(candidate.tokens().map(&content).fold(1.0, f32::min)),
        edges: log_odds(edges),
        proposed: log_odds(mean(candidate.tokens().map(|t| scene.proposal.content[t]))),
        source: if candidate.source.is_some() { log_odds(source) } else { 0.0 },
        has_source: flag(candidate.source.is_some()),
        quoted,
        all_quoted: flag(quoted > 0.99),
        length: (len as f32).ln(),
        short: flag(len <= 3),
        pieces: flag(candidate.content.len() > 1),
        speech: flag(reporting.verb_layer() == Some(Layer::Speech)),
        mind: flag(reporting.verb_layer() == Some(Layer::Mind)),
        noun: flag(reporting.is_noun()),
        cue_quoted: flag(cue.is_some_and(|c| scene.doc.is_quoted(c.head))),
        ..Evidence::default()
    };
    candidate.evidence = evidence;
}

//! Settles what the rules propose: of two that claim the same words the surer one stays, and what lies inside another
//! becomes its child.

use super::draft::Draft;

/// Statements that may hold a word, each inside the next; nobody nests so many.
const DEEPEST: usize = 8;

/// Sorts the drafts by position, drops those that a surer one contradicts, and links each nested one to its parent.
pub fn settle(mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.start().cmp(&b.start())));
    let tokens = drafts.iter().map(Draft::end).max().unwrap_or(0);
    let mut holders: Vec<Vec<u32>> = vec![Vec::new(); tokens];
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        if draft.content.iter().flat_map(Clone::clone).any(|i| holders[i].len() >= DEEPEST) {
            continue;
        }
        let mut rivals: Vec<u32> =
            draft.content.iter().flat_map(|c| c.clone().flat_map(|i| holders[i].iter().copied())).collect();
        rivals.sort_unstable();
        rivals.dedup();
        if rivals.iter().any(|&k| contradicts(&kept[k as usize], &draft)) {
            continue;
        }
        let id = u32::try_from(kept.len()).expect("fewer statements than bytes");
        for i in draft.content.iter().flat_map(Clone::clone) {
            holders[i].push(id);
        }
        kept.push(draft);
    }
    kept.sort_by_key(|d| (d.start(), std::cmp::Reverse(d.end())));
    link(&mut kept);
    kept
}

/// Whether `b` cannot stand beside the surer `a`: they share words, and neither lies inside the other with its cue.
fn contradicts(a: &Draft, b: &Draft) -> bool {
    let shared = a.shared(b);
    if shared == 0 {
        return false;
    }
    let (small, large) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let nested =
        shared == small.len() && small.len() < large.len() && small.cue.as_ref().is_some_and(|c| large.holds(c.start));
    let edge = shared * 5 <= small.len();
    !(nested || edge)
}

/// A draft inside another's content is the child of the smallest such.
fn link(drafts: &mut [Draft]) {
    let mut open: Vec<usize> = Vec::new();
    for i in 0..drafts.len() {
        open.retain(|&k| drafts[k].end() > drafts[i].start());
        let holds = |k: &&usize| {
            let (outer, inner) = (&drafts[**k], &drafts[i]);
            outer.len() > inner.len() && outer.shared(inner) == inner.len()
        };
        drafts[i].parent = open.iter().filter(holds).min_by_key(|&&k| drafts[k].len()).copied();
        open.push(i);
    }
}

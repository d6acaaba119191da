//! The same words in two articles, though cut or reworded.
//!
//! Candidates come from an index of shingles (Broder 1997, "On the resemblance and containment of documents"): two words
//! that carry meaning, next to each other or with one between. They are then laid beside each other word by word (`align`).
//! Passages are taken from the longest to the shortest, as the clusters of phrases of Leskovec, Backstrom and Kleinberg
//! (2009, "Meme-tracking and the dynamics of the news cycle") are: each joins the longer one that it is a part or a variant
//! of. Of a passage that joined another only those shingles are kept that the other lacks, and a shingle that many have is
//! passed over, so that a sentence which a thousand articles print costs each of them one comparison.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::Item;
use super::align::are_same;
use super::passage::{Passage, passages};

/// A shingle that more passages have says nothing.
const COMMON: usize = 24;
/// How many of those that share the most shingles with a passage are laid beside it.
const TRIED: usize = 6;

type Shingle = (u32, u32);

/// Groups of the same words in at least two articles: the longest passage first, then the others as they stand in the
/// articles.
pub(super) fn find(items: &[Item]) -> Vec<Vec<Passage>> {
    let mut all: Vec<Passage> =
        items.iter().enumerate().flat_map(|(index, item)| passages(index, item)).filter(|p| p.weight() > 1).collect();
    all.sort_by_key(|passage| Reverse(passage.weight()));
    let groups = grouped(&all);
    let groups = groups.into_iter().map(|group| {
        let mut passages: Vec<Passage> = group.into_iter().map(|at| all[at].clone()).collect();
        passages[1..].sort_unstable_by_key(|passage| (passage.item, passage.spans[0]));
        passages
    });
    groups.collect()
}

/// The groups, as indices of passages, the first of which is the longest.
fn grouped(all: &[Passage]) -> Vec<Vec<usize>> {
    let mut index = Index::default();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group_of: Vec<Option<usize>> = vec![None; all.len()];
    for (at, passage) in all.iter().enumerate() {
        let shingles = index.shingles(passage);
        let mut candidates = index.candidates(&shingles);
        candidates.sort_unstable_by_key(|&(other, count)| (Reverse(count), other));
        let longer =
            candidates.into_iter().map(|(other, _)| other).take(TRIED).find(|&other| are_same(&all[other], passage));
        let known = longer.map(|other| index.shingles(&all[other])).unwrap_or_default();
        index.add(at, shingles.into_iter().filter(|shingle| !known.contains(shingle)));
        let Some(longer) = longer else { continue };
        // A part of a variant need not be one of the first.
        let is_part = |&group: &usize| {
            let first: usize = groups[group][0];
            first == longer || are_same(&all[first], passage)
        };
        let group = group_of[longer].filter(is_part).unwrap_or(groups.len());
        if group == groups.len() {
            groups.push(vec![longer]);
            group_of[longer].get_or_insert(group);
        }
        groups[group].push(at);
        group_of[at] = Some(group);
    }
    groups.retain(|group| group.iter().any(|&at| all[at].item != all[group[0]].item));
    groups
}

/// Which passages have which shingles.
#[derive(Default)]
struct Index<'a> {
    words: HashMap<&'a str, u32>,
    having: HashMap<Shingle, Vec<usize>>,
}

impl<'a> Index<'a> {
    fn shingles(&mut self, passage: &'a Passage) -> Vec<Shingle> {
        let ids: Vec<u32> = passage
            .words
            .iter()
            .filter(|word| word.weighty)
            .map(|word| {
                let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
                *self.words.entry(&word.key).or_insert(next)
            })
            .collect();
        let near = ids.windows(2).map(|pair| (pair[0], pair[1]));
        let mut shingles: Vec<Shingle> = near.chain(ids.windows(3).map(|three| (three[0], three[2]))).collect();
        shingles.sort_unstable();
        shingles.dedup();
        shingles
    }

    fn add(&mut self, at: usize, shingles: impl Iterator<Item = Shingle>) {
        for shingle in shingles {
            self.having.entry(shingle).or_default().push(at);
        }
    }

    /// Those that share a telling shingle, with how many they share.
    fn candidates(&self, shingles: &[Shingle]) -> Vec<(usize, usize)> {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        let having = shingles.iter().filter_map(|shingle| self.having.get(shingle));
        for at in having.filter(|having| having.len() <= COMMON).flatten() {
            *counts.entry(*at).or_default() += 1;
        }
        let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
        counts.sort_unstable();
        counts
    }
}

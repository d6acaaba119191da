//! A part of a dossier: what a filter lets pass.

use std::collections::BTreeSet;

use super::{Dossier, Item, Place, Quote, Voice};
use crate::Filter;
use crate::filter::is_called;

impl Dossier {
    /// The dossier with the statements alone that pass. A voice is by a name if any of the articles calls it so. A quote stays
    /// whole if one of its versions passes: what others make of the same words is what it is there for.
    #[must_use]
    pub fn keep(self, filter: &Filter) -> Self {
        if filter.is_open() {
            return self;
        }
        let named: Vec<bool> = self.voices.iter().map(|voice| self.is_by(voice, filter)).collect();
        let voice_of = self.voice_of();
        let is_by = |item: usize, actor: Option<usize>| {
            filter.by.is_empty() || actor.is_some_and(|actor| named[voice_of[item][actor]])
        };
        let rest = Filter { by: Vec::new(), ..filter.clone() };
        let passing = |(index, Item { article, analysis }): (usize, &Item)| {
            let of_voice = |id: &usize| is_by(index, analysis.statements[*id].actor);
            rest.statements(article, analysis).filter(of_voice).map(|id| (index, id)).collect::<Vec<Place>>()
        };
        let kept: BTreeSet<Place> = self.items.iter().enumerate().flat_map(passing).collect();
        let passes = |quote: &Quote| quote.versions.iter().any(|version| kept.contains(&version.place));
        let quotes: Vec<Quote> = self.quotes.into_iter().filter(passes).collect();
        let mut all = kept.clone();
        all.extend(quotes.iter().flat_map(|quote| quote.versions.iter().map(|version| version.place)));

        let ids = |item: usize| all.range((item, 0)..(item + 1, 0)).map(|place| place.1).collect::<Vec<_>>();
        let ids: Vec<Vec<usize>> = (0..self.items.len()).map(ids).collect();
        let renumbered =
            |(item, id): Place| (item, ids[item].binary_search(&id).expect("only what is kept is asked for"));
        let items = self.items.into_iter().enumerate().map(|(index, Item { article, analysis })| {
            let silences = rest.silences(&article, &analysis).filter(|silence| is_by(index, silence.actor)).copied();
            let silences = silences.collect();
            let analysis = analysis.keeping(&ids[index], silences, filter.to_string());
            Item { article, analysis }
        });
        let voices = self.voices.into_iter().map(|voice| Voice {
            statements: voice
                .statements
                .iter()
                .filter(|place| kept.contains(place))
                .map(|&at| renumbered(at))
                .collect(),
            ..voice
        });
        let quotes: Vec<Quote> = quotes
            .into_iter()
            .map(|mut quote| {
                quote.versions.iter_mut().for_each(|version| version.place = renumbered(version.place));
                quote
            })
            .collect();
        let mut dossier = Self {
            items: items.collect(),
            voices: voices.collect(),
            quotes: Vec::new(),
            selection: Some(filter.to_string()),
            aside: all.difference(&kept).map(|&at| renumbered(at)).collect(),
            quotes_at: self.quotes_at,
        };
        dossier.take_quotes(quotes);
        dossier
    }

    /// Those of the names asked for that nobody in any of the articles goes by.
    pub fn strangers<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = &'a str> {
        let known = |name: &&str| {
            let actors = |item: &'a Item| item.analysis.actors.iter().map(|actor| (actor, &item.article));
            self.items.iter().flat_map(actors).any(|(actor, article)| is_called(actor, name, article))
        };
        filter.by.iter().map(String::as_str).filter(move |name| !known(name))
    }

    fn is_by(&self, voice: &Voice, filter: &Filter) -> bool {
        let called = |&(item, actor): &(usize, usize)| {
            let Item { article, analysis } = &self.items[item];
            filter.by.iter().any(|name| is_called(&analysis.actors[actor], name, article))
        };
        voice.members.iter().any(called)
    }
}

//! Long texts, a stretch at a time, so that a book costs the memory of a stretch and not of a book, its progress can be
//! told, and it can be broken off.
//!
//! A stretch is analysed like an article. What goes on from one to the next is lost where it is cut: who "she" is, and a
//! quotation that runs over the cut. So it is cut where least goes on: before a heading, or before a paragraph that opens
//! with neither a quotation nor a pronoun; inside a paragraph, between sentences, only where that is longer than a stretch.
//! Actors of several stretches are one if one has a name that the other is called by and their kinds agree; a name that
//! several are called by joins nobody.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::{Actor, ActorId, ActorKind, Analysis, Entity, MentionKind, Statement, analyze_whole};
use crate::text::{Article, ParagraphKind, Span};

/// Texts of more bytes than this are analysed in stretches; the longest magazine articles have half of it. The analysis of
/// a text as a whole takes eighty times its bytes.
pub const LONG: usize = 256 << 10;
/// Bytes of a stretch, at most.
const STRETCH: usize = 64 << 10;

/// Analyses an article, whole or in stretches. Before each stretch `go_on` is told how many bytes are done and says
/// whether to go on; nothing if it does not.
pub fn analyze(article: &Article, least: f32, go_on: &mut dyn FnMut(usize) -> bool) -> Option<Analysis> {
    match article.text().len() {
        0..=LONG => go_on(0).then(|| analyze_whole(article, least)),
        _ => by(STRETCH, article, least, go_on),
    }
}

fn by(bytes: usize, article: &Article, least: f32, go_on: &mut dyn FnMut(usize) -> bool) -> Option<Analysis> {
    let mut joined = Joined::default();
    let mut start = 0;
    while start < article.text().len() {
        if !go_on(start) {
            return None;
        }
        let end = end_of_stretch(article, start, bytes);
        let part = article.section(Span::new(start, end));
        joined.take_in(&part, start, analyze_whole(&part, least));
        if start == 0 {
            joined.make_room(article.text().len() / end);
        }
        start = end + blanks(&article.text()[end..]);
    }
    Some(joined.all)
}

/// Bytes of white space at the start of a text.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Where a stretch that begins at `start` is to end.
fn end_of_stretch(article: &Article, start: usize, bytes: usize) -> usize {
    let (text, paragraphs) = (article.text(), article.paragraphs());
    let limit = start.saturating_add(bytes);
    if limit >= text.len() {
        return text.len();
    }
    let first = paragraphs.partition_point(|p| p.span.end() <= start);
    let behind = paragraphs.partition_point(|p| p.span.end() <= limit);
    let ends = |least: usize| {
        let pairs = paragraphs[first..=behind].windows(2).rev().map(|pair| (pair[0].span.end(), &pair[1]));
        pairs.take_while(move |(end, _)| *end >= start + least)
    };
    let before_heading = ends(bytes / 2).find(|(_, next)| next.kind == ParagraphKind::Heading);
    let before_fresh = || ends(bytes / 4 * 3).find(|(_, next)| opens_afresh(article.slice(next.span)));
    let found = before_heading.or_else(before_fresh).or_else(|| ends(0).next());
    found.map_or_else(|| start + end_of_sentences(&text[start..], bytes), |(end, _)| end)
}

/// Whether a paragraph opens with something else than a quotation, which may be the speaker's before, or a pronoun.
fn opens_afresh(paragraph: &str) -> bool {
    let word = paragraph.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !word.is_empty()
        && !["He", "She", "It", "They", "His", "Her", "Their", "This", "That", "These", "Those"].contains(&word)
}

/// Where the last sentence that ends in the first so many bytes of a text does; the last word if none does there.
fn end_of_sentences(text: &str, bytes: usize) -> usize {
    let limit = (bytes / 2..=bytes).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(bytes);
    let words = || text[..limit].rmatch_indices(' ').map(|(at, _)| at).take_while(|&at| at > bytes / 2);
    let ends = |at: &usize| {
        text[..*at].trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '?', '!'])
            && text[at + 1..].starts_with(|c: char| c.is_uppercase() || "“\"‘(".contains(c))
    };
    words().find(ends).or_else(|| words().next()).unwrap_or(limit)
}

/// The analyses of the stretches so far, as one.
#[derive(Default)]
struct Joined {
    all: Analysis,
    /// Who is called so; nothing if several are.
    called: HashMap<String, Option<ActorId>>,
}

impl Joined {
    /// Makes room for so many stretches more like the first: a list that has to grow is there twice.
    fn make_room(&mut self, stretches: usize) {
        self.all.statements.reserve(self.all.statements.len() * stretches);
        let entities = Arc::make_mut(&mut self.all.entities);
        entities.reserve(entities.len() * stretches);
    }

    /// Takes in the analysis of a stretch that begins at `base`.
    fn take_in(&mut self, part: &Article, base: usize, found: Analysis) {
        let moved = |span: Span| Span::new(span.start() + base, span.end() + base);
        let first = self.all.statements.len();
        let actors: Vec<ActorId> =
            found.actors.into_iter().map(|actor| self.actor(part, actor, first, &moved)).collect();
        let own = |actor: Option<ActorId>| actor.map(|actor| actors[actor]);
        self.all.statements.extend(found.statements.into_iter().map(|mut shared| {
            let statement = Arc::make_mut(&mut shared);
            let Statement { source, cue, content, addressee, why, .. } = statement;
            for span in content.iter_mut().chain(source).chain(cue).chain(addressee) {
                *span = moved(*span);
            }
            for reason in why {
                reason.span = moved(reason.span);
            }
            statement.actor = own(statement.actor);
            statement.via = own(statement.via);
            statement.parent = statement.parent.map(|parent| parent + first);
            shared
        }));
        let entities = Arc::make_mut(&mut self.all.entities);
        entities.extend(found.entities.iter().map(|entity| Entity {
            span: moved(entity.span),
            actor: own(entity.actor),
            ..*entity
        }));
        self.all.silences.extend(found.silences.into_iter().map(|mut silence| {
            silence.span = moved(silence.span);
            silence.actor = own(silence.actor);
            silence
        }));
    }

    /// The actor as one of all: one that is known, or a new one. Its first statement has the index `first`.
    fn actor(&mut self, part: &Article, mut actor: Actor, first: usize, moved: &dyn Fn(Span) -> Span) -> ActorId {
        let spans = [&actor.name].into_iter().chain(&actor.aliases);
        let called: Vec<(String, Span)> = spans.map(|&span| (part.slice(span).to_owned(), moved(span))).collect();
        for span in actor.aliases.iter_mut().chain(&mut actor.role).chain([&mut actor.name]) {
            *span = moved(*span);
        }
        for mention in &mut actor.mentions {
            mention.span = moved(mention.span);
        }
        for statement in &mut actor.statements {
            *statement += first;
        }
        let kind = actor.kind;
        // "A man" here and "a man" a hundred pages on are two.
        let named = actor.mentions.iter().any(|mention| mention.kind == MentionKind::Name);
        let id = if let Some(id) = self.known(kind, &called).filter(|_| named) {
            let one = &mut self.all.actors[id];
            one.role = one.role.or(actor.role);
            if one.kind == ActorKind::Unnamed {
                one.kind = kind;
            }
            one.mentions.extend(actor.mentions);
            one.statements.extend(actor.statements);
            let fresh = called.iter().filter(|(name, _)| !self.called.contains_key(name));
            one.aliases.extend(fresh.map(|(_, span)| *span));
            // A later stretch may give the full name.
            if actor.name.range().len() > one.name.range().len() {
                one.aliases.retain(|alias| *alias != actor.name);
                one.aliases.push(std::mem::replace(&mut one.name, actor.name));
            }
            id
        } else {
            self.all.actors.push(actor);
            self.all.actors.len() - 1
        };
        for (name, _) in called {
            match self.called.entry(name) {
                Entry::Vacant(entry) => _ = entry.insert(Some(id)),
                Entry::Occupied(mut entry) if *entry.get() != Some(id) => _ = entry.insert(None),
                Entry::Occupied(_) => {}
            }
        }
        id
    }

    /// The one actor so far who is called by the name of another, its first one here, or else by one of the other names.
    fn known(&self, kind: ActorKind, called: &[(String, Span)]) -> Option<ActorId> {
        let who = |name: &str| self.called.get(name).copied().flatten();
        let is_name = |name: &str| name.split(' ').all(|word| word.starts_with(char::is_uppercase));
        let (name, _) = called.first()?;
        who(name)
            .or_else(|| {
                let mut ids = called[1..].iter().filter(|(name, _)| is_name(name)).filter_map(|(name, _)| who(name));
                let first = ids.next()?;
                ids.all(|id| id == first).then_some(first)
            })
            .filter(|&id| {
                let other = self.all.actors[id].kind;
                other == kind || other == ActorKind::Unnamed || kind == ActorKind::Unnamed
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Format;

    const ARTICLES: [&str; 3] = [
        include_str!("../../assets/articles/rate-cut.txt"),
        include_str!("../../assets/articles/ferry-crab.txt"),
        include_str!("../../assets/articles/cholera-briefing.txt"),
    ];

    fn book() -> Article {
        Article::from_plain_text(&ARTICLES.join("\n\n").repeat(4), "book.txt")
    }

    /// Everything that must hold between the parts of an analysis.
    fn assert_sound(article: &Article, analysis: &Analysis) {
        let fits = |span: Span| article.text().get(span.range()).is_some();
        for (id, statement) in analysis.statements.iter().enumerate() {
            let spans = statement.content.iter().chain(&statement.source).chain(&statement.cue);
            assert!(spans.chain(&statement.addressee).all(|&span| fits(span)));
            assert!(statement.parent.is_none_or(|parent| parent != id && parent < analysis.statements.len()));
            if let Some(actor) = statement.actor {
                assert!(analysis.actors[actor].statements.contains(&id));
            }
        }
        for (id, actor) in analysis.actors.iter().enumerate() {
            assert!(actor.statements.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(actor.statements.iter().all(|&statement| analysis.statements[statement].actor == Some(id)));
            assert!(actor.mentions.iter().all(|mention| fits(mention.span)));
            assert!(actor.aliases.iter().all(|&alias| fits(alias)));
        }
    }

    #[test]
    fn a_stretch_that_holds_all_changes_nothing() {
        let article = Article::from_plain_text(ARTICLES[0], "rate-cut.txt");
        let json = |analysis: &Analysis| {
            let mut out = Vec::new();
            Format::Json.write(&article, analysis, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let whole = analyze_whole(&article, 0.5);
        let stretch = by(usize::MAX, &article, 0.5, &mut |_| true).unwrap();
        assert_eq!(json(&stretch), json(&whole));
    }

    #[test]
    fn stretches_find_what_the_whole_has() {
        let article = book();
        let whole = analyze_whole(&article, 0.5);
        let stretches = by(4000, &article, 0.5, &mut |_| true).unwrap();
        assert_sound(&article, &whole);
        assert_sound(&article, &stretches);
        let contents = |analysis: &Analysis| -> std::collections::HashSet<Vec<Span>> {
            analysis.statements.iter().map(|statement| statement.content.clone()).collect()
        };
        let (all, found) = (contents(&whole), contents(&stretches));
        assert!(all.intersection(&found).count() * 100 >= all.len() * 97, "{} of {}", found.len(), all.len());
        let governors = stretches.actors.iter().filter(|actor| article.slice(actor.name).contains("Asante-Mensah"));
        assert_eq!(governors.count(), 1, "who speaks in several stretches is one");
    }

    #[test]
    fn nobody_without_a_name_is_the_same_one_stretches_later() {
        let text = ["A man said that the port would close.", "Ana Ruiz said that it would not."].join("\n\n");
        let book = [text.as_str(), ARTICLES[0], &text].join("\n\n");
        let article = Article::from_plain_text(&book, "book.txt");
        let analysis = by(2000, &article, 0.5, &mut |_| true).unwrap();
        let called = |name: &str| analysis.actors.iter().filter(|actor| article.slice(actor.name) == name).count();
        assert_eq!((called("A man"), called("Ana Ruiz")), (2, 1));
    }

    /// The stretches that a text is cut into.
    fn stretches(text: &str, bytes: usize) -> Vec<String> {
        let article = Article::from_plain_text(text, "-");
        let (mut start, mut stretches) = (0, Vec::new());
        while start < article.text().len() {
            let end = end_of_stretch(&article, start, bytes);
            assert!(start < end && end <= start + bytes, "{start}..{end}");
            stretches.push(article.text()[start..end].to_owned());
            start = end + blanks(&article.text()[end..]);
        }
        stretches
    }

    #[test]
    fn a_text_is_cut_where_least_goes_on() {
        let plain = "Ana Ruiz has come back.";
        let opening = |paragraphs: [&str; 3]| {
            let text = [vec![plain; 6], paragraphs.to_vec(), vec![plain; 3]].concat().join("\n\n");
            stretches(&text, 200)[1].split(' ').next().unwrap().to_owned()
        };
        assert_eq!(opening([plain, "Bo Lind waited for her.", "She waited for Bo Lind."]), "Bo");
        assert_eq!(opening(["The port", plain, plain]), "The", "a heading, though there was room for more");
        assert_eq!(
            opening([plain, "“We waited for her too.", "She waited for Bo Lind."]),
            "She",
            "it must be somewhere"
        );
    }

    #[test]
    fn a_paragraph_longer_than_a_stretch_is_cut_between_sentences_and_words() {
        let long = "“We waited for öl,” said Ana Ruiz. ".repeat(50);
        for stretch in stretches(&long, 200) {
            assert!(stretch.starts_with("“We") && stretch.ends_with("Ruiz."), "{stretch}");
        }
        let endless = "öl und ".repeat(50);
        assert!(stretches(&endless, 40).iter().all(|stretch| stretch.ends_with(['l', 'd'])));
        assert_eq!(stretches(&"ö".repeat(50), 21).concat(), "ö".repeat(50));
        let article = Article::from_plain_text(&ARTICLES.join(" ").replace('\n', " ").repeat(4), "book.txt");
        assert_sound(&article, &by(4000, &article, 0.5, &mut |_| true).unwrap());
    }

    #[test]
    fn it_says_how_far_it_is_and_stops_when_told() {
        let article = book();
        let mut steps = Vec::new();
        assert!(
            by(4000, &article, 0.5, &mut |done| {
                steps.push(done);
                steps.len() < 3
            })
            .is_none()
        );
        assert_eq!(steps.len(), 3);
        assert!(steps[0] == 0 && steps[1] >= 2000 && steps[2] > steps[1]);
    }
}

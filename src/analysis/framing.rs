//! How the writer frames a statement: by the word chosen to report it. "Said" leaves a claim as it is, "claimed" holds
//! it at arm's length, "admitted" takes it for true.

use super::{Class, Statement};
use crate::language::cues::LEXICON;
use crate::language::gazetteer::Lexicon;
use crate::language::lemma::verb_lemmas;
use crate::text::Article;

static LISTED: Lexicon = Lexicon::new(include_str!("../../assets/lexicon/framing.tsv"));

/// What the reporting word does to what it reports.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Framing {
    /// say, tell, announce: nothing.
    Neutral,
    /// claim, allege, insist: leaves open whether it is so.
    Distancing,
    /// admit, reveal, point out: takes it for so.
    Factive,
    /// deny, decline.
    Denial,
    /// warn, fear.
    Warning,
    /// ask, wonder.
    Question,
    /// urge, call for.
    Demand,
    /// promise, vow.
    Promise,
    /// praise, welcome.
    Praise,
    /// criticise, accuse.
    Criticism,
    /// think, hope, want.
    Belief,
}

impl Framing {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Distancing => "distancing",
            Self::Factive => "factive",
            Self::Denial => "denial",
            Self::Warning => "warning",
            Self::Question => "question",
            Self::Demand => "demand",
            Self::Promise => "promise",
            Self::Praise => "praise",
            Self::Criticism => "criticism",
            Self::Belief => "belief",
        }
    }

    fn of_class(class: Class) -> Self {
        match class {
            Class::Say | Class::Assert | Class::Announce | Class::Show | Class::Rule | Class::Manner => Self::Neutral,
            Class::Deny | Class::Refuse => Self::Denial,
            Class::Warn => Self::Warning,
            Class::Ask => Self::Question,
            Class::Urge => Self::Demand,
            Class::Promise => Self::Promise,
            Class::Admit => Self::Factive,
            Class::Praise => Self::Praise,
            Class::Criticise => Self::Criticism,
            Class::Think => Self::Belief,
        }
    }
}

/// The word that reports a statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportingWord<'a> {
    /// As the article has it.
    pub form: &'a str,
    /// Its lemma, with its particle; where the lexicon does not know it, its form in small letters.
    pub lemma: String,
}

/// The reporting word in a statement's cue; `None` where there is no cue, or only a colon or a dash.
pub fn reporting_word<'a>(article: &'a Article, statement: &Statement) -> Option<ReportingWord<'a>> {
    let cue = article.slice(statement.cue?);
    let words: Vec<&str> = cue
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .collect();
    let known = || words.iter().enumerate().flat_map(|(n, &word)| entries(word, &words[n + 1..]));
    let of_class = |(_, _, class): &(&str, String, Class)| *class == statement.class;
    match known().find(of_class).or_else(|| known().next()) {
        Some((form, lemma, _)) => Some(ReportingWord { form, lemma }),
        None if words.is_empty() => None,
        None => Some(ReportingWord { form: cue, lemma: cue.to_lowercase() }),
    }
}

/// What the lexicon knows of a word, given those behind it: form, lemma, class.
fn entries<'w>(word: &'w str, behind: &[&str]) -> Vec<(&'w str, String, Class)> {
    let lower = word.to_lowercase();
    let lemmas = verb_lemmas(&lower);
    let verbs = lemmas.iter().flat_map(|lemma| LEXICON.verbs(lemma));
    let follows = |particle: &str| {
        let mut behind = behind.iter();
        particle.split(' ').all(|word| behind.next().is_some_and(|next| next.eq_ignore_ascii_case(word)))
    };
    let mut verbs: Vec<_> = verbs.filter(|e| e.particle.is_empty() || follows(e.particle)).collect();
    verbs.sort_by_key(|entry| entry.particle.is_empty());
    let lemma = |lemma: &str, particle: &str| format!("{lemma} {particle}").trim_end().to_owned();
    let verbs = verbs.into_iter().map(|e| (word, lemma(e.lemma, e.particle), e.class));
    verbs.chain(LEXICON.noun(&lower).map(|e| (word, e.lemma.to_owned(), e.class))).collect()
}

/// How a statement is framed.
pub fn framing(article: &Article, statement: &Statement) -> Framing {
    let by_class = Framing::of_class(statement.class);
    let word = reporting_word(article, statement).filter(|_| by_class != Framing::Denial);
    match word.and_then(|word| LISTED.get(&word.lemma)) {
        Some("factive") => Framing::Factive,
        Some(_) => Framing::Distancing,
        None => by_class,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Layer, Mode};
    use crate::text::Span;

    fn framed(cue: &str, class: Class) -> (String, Framing) {
        let text = format!("Ruiz {cue} it was so.");
        let article = Article::from_plain_text(&text, "test");
        let at = Span::new(5, 5 + cue.len());
        let statement = Statement {
            source: Some(Span::new(0, 4)),
            cue: Some(at),
            content: vec![Span::new(at.end() + 1, text.len() - 1)],
            actor: None,
            mode: Mode::Indirect,
            layer: Layer::Speech,
            class,
            negated: false,
            via: None,
            addressee: None,
            parent: None,
            confidence: 1.0,
            why: Vec::new(),
        };
        let word = reporting_word(&article, &statement).map(|w| w.lemma).unwrap_or_default();
        (word, framing(&article, &statement))
    }

    #[test]
    fn the_word_frames_what_its_class_leaves_open() {
        assert_eq!(framed("said", Class::Say), ("say".to_owned(), Framing::Neutral));
        assert_eq!(framed("has claimed", Class::Assert), ("claim".to_owned(), Framing::Distancing));
        assert_eq!(framed("argued", Class::Assert), ("argue".to_owned(), Framing::Neutral));
        assert_eq!(framed("poured cold water on", Class::Deny).0, "pour cold water");
        assert_eq!(framed("pointed out", Class::Assert), ("point out".to_owned(), Framing::Factive));
        assert_eq!(framed("revealed", Class::Announce), ("reveal".to_owned(), Framing::Factive));
        assert_eq!(framed("admitted", Class::Admit), ("admit".to_owned(), Framing::Factive));
        assert_eq!(framed("denied", Class::Deny), ("deny".to_owned(), Framing::Denial));
        assert_eq!(framed("warned", Class::Warn), ("warn".to_owned(), Framing::Warning));
        assert_eq!(framed("according to", Class::Say).1, Framing::Neutral);
        assert_eq!(framed(":", Class::Say), (String::new(), Framing::Neutral));
    }

    #[test]
    fn every_row_of_the_list_is_found_and_known() {
        let list = include_str!("../../assets/lexicon/framing.tsv");
        let rows: Vec<_> =
            list.lines().filter(|l| !l.starts_with('#')).map(|l| l.split_once('\t').expect("two columns")).collect();
        assert!(rows.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (word, framing) in rows {
            assert_eq!(LISTED.get(word), Some(framing));
            assert!(matches!(framing, "factive" | "distancing"), "{word}");
        }
    }
}

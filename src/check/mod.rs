//! What an editor would ask about before an article goes out: words that nobody is said to have said, speakers who could
//! be two people, marks that do not match. It asks about the form of attribution and never about the truth of what is said.
//!
//! ```
//! use whosaid::check::{Rule, check};
//! use whosaid::{Article, analyze};
//!
//! let article = Article::from_plain_text("Ana Ruiz said: “We waited for a week. Then she left.", "draft.txt");
//! let findings = check(&article, &analyze(&article));
//! assert_eq!(findings[0].rule, Rule::UnbalancedMarks);
//! assert!(article.slice(findings[0].span).starts_with("“We waited"));
//! ```

mod place;
mod sarif;
mod sources;
mod speakers;

pub use place::{Place, Places};
pub use sarif::{Checked, write_lines, write_sarif};

use std::collections::HashSet;

use crate::analysis::{Analysis, Layer};
use crate::text::{Article, Document, ParagraphKind, Span, TokenKind};

/// What is asked about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Rule {
    /// A quotation that nobody is said to have said.
    OrphanQuote,
    /// A quotation whose speaker could be somebody else.
    AmbiguousSpeaker,
    /// Words quoted in the headline that stand nowhere in the article.
    HeadlineOnly,
    /// A quotation mark without the other one.
    UnbalancedMarks,
    /// A source without a name, and no word on why.
    UnexplainedAnonymity,
    /// A person quoted by one name who is never introduced.
    UnintroducedSpeaker,
}

impl Rule {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::OrphanQuote,
        Self::AmbiguousSpeaker,
        Self::HeadlineOnly,
        Self::UnbalancedMarks,
        Self::UnexplainedAnonymity,
        Self::UnintroducedSpeaker,
    ];

    /// Its name in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Self::OrphanQuote => "orphan-quote",
            Self::AmbiguousSpeaker => "ambiguous-speaker",
            Self::HeadlineOnly => "headline-only",
            Self::UnbalancedMarks => "unbalanced-marks",
            Self::UnexplainedAnonymity => "unexplained-anonymity",
            Self::UnintroducedSpeaker => "unintroduced-speaker",
        }
    }

    /// What it asks about, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::OrphanQuote => "A quotation that nobody is said to have said.",
            Self::AmbiguousSpeaker => "A quotation whose speaker could be somebody else.",
            Self::HeadlineOnly => "Words quoted in the headline that stand nowhere in the article.",
            Self::UnbalancedMarks => "A quotation mark without the other one.",
            Self::UnexplainedAnonymity => "A source without a name, and no word on why it has none.",
            Self::UnintroducedSpeaker => "A person quoted by one name who is never introduced.",
        }
    }
}

/// A place to look at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What is asked about.
    pub rule: Rule,
    /// The words.
    pub span: Span,
    /// What is the matter with them, in a sentence.
    pub message: String,
}

impl Finding {
    fn new(rule: Rule, span: Span, message: String) -> Self {
        Self { rule, span, message }
    }
}

/// Looks an article over. The findings come in the order of the text.
pub fn check(article: &Article, analysis: &Analysis) -> Vec<Finding> {
    let doc = &Document::new(article);
    let statements = &analysis.statements;
    let attributed = statements.iter().filter(|statement| statement.actor.is_some());
    let speakers = statements.iter().filter(|statement| statement.layer == Layer::Speech).filter_map(|s| s.source);
    let desk = Desk {
        article,
        analysis,
        doc,
        attributed: attributed.flat_map(|statement| &statement.content).map(|piece| piece.start()).collect(),
        speaking: speakers.flat_map(|source| doc.tokens_in(source)).collect(),
    };
    let mut findings = desk.marks();
    findings.extend(desk.headlines());
    findings.extend(analysis.statements.iter().filter_map(|statement| desk.speaker(statement)));
    findings.extend(analysis.actors.iter().filter_map(|actor| desk.source(actor)));
    findings.sort_by_key(|finding| (finding.span, finding.rule));
    findings
}

struct Desk<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    doc: &'a Document<'a>,
    /// Where pieces begin that somebody is found to have said.
    attributed: HashSet<usize>,
    /// The tokens of all sources of speech.
    speaking: HashSet<usize>,
}

/// Fewest words quoted in a headline that have to stand in the article: one or two are a nickname or a tone of voice.
const HEADLINE_WORDS: usize = 3;

impl Desk<'_> {
    /// Opening marks that nothing closes or goes on with, closing ones that nothing opens.
    fn marks(&self) -> Vec<Finding> {
        let doc = self.doc;
        let mut goes_on = vec![false; doc.quotations.len()];
        doc.quotations.iter().filter_map(|quotation| quotation.continues).for_each(|before| goes_on[before] = true);
        let mut findings = Vec::new();
        let mut opening = vec![false; doc.tokens.len()];
        for (index, quotation) in doc.quotations.iter().enumerate() {
            opening[quotation.tokens.start] = true;
            if !quotation.closed && !goes_on[index] {
                let message = "this quotation is opened and not closed".to_owned();
                findings
                    .extend(doc.span(&quotation.tokens).map(|span| Finding::new(Rule::UnbalancedMarks, span, message)));
            }
        }
        for (index, token) in doc.tokens.iter().enumerate() {
            let known = opening[index] || doc.is_quote_mark(index);
            if token.kind == TokenKind::Quote && !known && !self.is_single(token.span) && !self.is_measure(token.span) {
                let message = "this quotation mark has no other one".to_owned();
                findings.push(Finding::new(Rule::UnbalancedMarks, token.span, message));
            }
        }
        findings
    }

    /// Single marks are apostrophes too: one alone says nothing.
    fn is_single(&self, mark: Span) -> bool {
        self.article.slice(mark).starts_with(['\'', '’', '‘', '‚', '‛', '‹', '›'])
    }

    /// Inches and seconds: a straight mark behind a digit.
    fn is_measure(&self, mark: Span) -> bool {
        self.article.text()[..mark.start()].ends_with(|c: char| c.is_ascii_digit())
    }

    /// Words quoted in headlines that stand nowhere else.
    fn headlines(&self) -> Vec<Finding> {
        let Some(title) = self.article.title() else { return Vec::new() };
        let running = self.article.paragraphs().iter().filter(|p| p.kind != ParagraphKind::Heading);
        let body: String = running.map(|p| folded(self.article.slice(p.span))).collect();
        if body.is_empty() {
            return Vec::new();
        }
        let quoted = self.doc.quotations.iter().filter(|quotation| quotation.closed && quotation.parent.is_none());
        quoted
            .filter_map(|quotation| self.doc.span(&quotation.tokens))
            .filter(|span| {
                let words = folded(self.article.slice(*span));
                title.covers(*span) && words.split_whitespace().count() >= HEADLINE_WORDS && !body.contains(&words)
            })
            .map(|span| {
                let message = "the headline quotes these words, the article does not have them".to_owned();
                Finding::new(Rule::HeadlineOnly, span, message)
            })
            .collect()
    }

    fn is_heading(&self, span: Span) -> bool {
        let paragraph = self.article.paragraphs().get(self.article.paragraph_at(span.start()));
        paragraph.is_some_and(|paragraph| paragraph.kind == ParagraphKind::Heading)
    }
}

/// The words in small letters, one space around each, without marks.
fn folded(text: &str) -> String {
    crate::filter::folded(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze;

    /// The rules that ask about a text, each with the first words it asks about.
    fn found(text: &str) -> Vec<(Rule, String)> {
        let article = Article::from_plain_text(text, "draft.txt");
        let findings = check(&article, &analyze(&article));
        let words = |span| article.slice(span).split(' ').take(3).collect::<Vec<_>>().join(" ");
        findings.iter().map(|finding| (finding.rule, words(finding.span))).collect()
    }

    #[test]
    fn a_clean_article_raises_no_question() {
        let text = "Port ‘ready’ for winter\n\nThe port is ready, Ana Ruiz, the harbour master, said on Monday.\n\n\
            “We waited for a week,” Ruiz said. “Then it stopped.”\n\nIt is 6'2\" deep.\n";
        assert_eq!(found(text), []);
    }

    #[test]
    fn marks_need_their_other_half() {
        let text = "Ana Ruiz, the harbour master, said:\n\n“We waited for a week.\n\n\
            “It rained on Monday.” The port closed.\n";
        assert_eq!(found("Ruiz left the port.” It rained.\n")[0], (Rule::UnbalancedMarks, "”".to_owned()));
        let two = "Ana Ruiz, the harbour master, said that “we waited. She left the port on Monday.\n\nIt rained.\n";
        assert!(found(two).iter().any(|(rule, _)| *rule == Rule::UnbalancedMarks), "{:?}", found(two));
        assert!(!found(text).iter().any(|(rule, _)| *rule == Rule::UnbalancedMarks), "one goes on over a paragraph");
    }

    #[test]
    fn a_headline_quotes_what_the_article_has() {
        let body = "Ana Ruiz, the harbour master, said on Monday that the port was a total mess.\n\n\
            It has been closed for a week, and nobody knows when ships will come again.\n";
        let rules = |title: &str| found(&format!("{title}\n\n{body}"));
        assert!(rules("Harbour master calls port “a total mess”").is_empty());
        let invented = rules("Harbour master calls port “an utter chaos”");
        assert_eq!(invented, [(Rule::HeadlineOnly, "“an utter chaos”".to_owned())]);
    }

    #[test]
    fn a_source_without_a_name_needs_a_reason() {
        let bare = "The port will close, a senior official said on Monday.\n";
        assert!(found(bare).iter().any(|(rule, _)| *rule == Rule::UnexplainedAnonymity), "{:?}", found(bare));
        let told =
            "The port will close, a senior official said on Monday. The official spoke on condition of anonymity.\n";
        assert!(!found(told).iter().any(|(rule, _)| *rule == Rule::UnexplainedAnonymity));
        let office = "The port will close, a spokesman said on Monday.\n";
        assert!(!found(office).iter().any(|(rule, _)| *rule == Rule::UnexplainedAnonymity));
    }

    #[test]
    fn a_quotation_of_nobody_stands_alone() {
        let orphans = |text: &str| found(text).iter().filter(|(rule, _)| *rule == Rule::OrphanQuote).count();
        let port = "It has been raining since Monday. It is cold.\n\n";
        assert_eq!(orphans(&format!("{port}“It will never be the same again.”\n\nThe ferry leaves at noon.\n")), 1);
        assert_eq!(orphans(&format!("{port}• “It will never be the same again.” – a user in Leeds\n")), 0);
        let goes_on = "“It will never be the same again.\n\n“Nobody told us why,” said Ana Ruiz, the harbour master.\n";
        assert_eq!(orphans(&format!("{port}{goes_on}")), 0);
        assert_eq!(orphans(&format!("{port}The mayor apologised for “a kindness that was a rumour”.\n")), 0);
    }

    #[test]
    fn one_name_will_do_where_the_full_one_stands() {
        let text = "The lorry of Kiptoo Bello stood in the yard.\n\n“I moved the lorry,” Kiptoo said.\n";
        assert!(!found(text).iter().any(|(rule, _)| *rule == Rule::UnintroducedSpeaker), "{:?}", found(text));
    }

    /// How often each rule asks about our own articles, all of them edited: what it asks about there is most likely a
    /// false alarm. `cargo test --all-features --lib check::tests::our_own -- --nocapture` prints it.
    #[test]
    fn our_own_articles_raise_few_questions() {
        let corpus =
            crate::corpus::read_all(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/corpus")))
                .unwrap();
        let mut counts = vec![0_usize; Rule::ALL.len()];
        for annotated in &corpus {
            for finding in check(&annotated.article, &analyze(&annotated.article)) {
                counts[Rule::ALL.iter().position(|rule| *rule == finding.rule).unwrap()] += 1;
                let words = annotated.article.slice(finding.span).chars().take(90).collect::<String>();
                println!("{}: {} ({}): {words}", annotated.name, finding.message, finding.rule.name());
            }
        }
        println!("{} articles", corpus.len());
        for (rule, count) in Rule::ALL.iter().zip(&counts) {
            println!("{:24} {count}", rule.name());
        }
        // A rule that asks far more often than the document says, or far less, is another rule.
        let document = include_str!("../../docs/check.md");
        for (rule, count) in Rule::ALL.iter().zip(counts) {
            let row = document.lines().rfind(|line| line.starts_with(&format!("| `{}` |", rule.name()))).unwrap();
            let told: usize = row.split('|').nth(2).unwrap().trim().parse().unwrap();
            assert!(count.abs_diff(told) <= 2 + told / 8, "{} asks {count} times, not {told}", rule.name());
        }
    }

    #[test]
    fn names_of_rules_differ() {
        let names: std::collections::HashSet<_> = Rule::ALL.iter().map(|rule| rule.name()).collect();
        assert_eq!(names.len(), Rule::ALL.len());
    }
}

//! An article cut into paragraphs, sentences, tokens and quotations: what every pass of the analysis reads.

use std::ops::Range;

use super::{Article, Quotation, Sentence, Span, Token, TokenKind, Vocabulary, quotation, sentence, token};

/// An [`Article`] with its units. Indices into the vectors are the addresses that passes exchange; spans come out only
/// at the end.
#[derive(Debug)]
pub struct Document<'a> {
    /// The text.
    pub article: &'a Article,
    /// All tokens, in text order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; they partition the tokens.
    pub sentences: Vec<Sentence>,
    /// The tokens of each paragraph of the article.
    pub paragraphs: Vec<Range<usize>>,
    /// All quotations, by first token (so a nested one comes behind its parent).
    pub quotations: Vec<Quotation>,
    /// For each token the innermost quotation it belongs to (its marks belong to it).
    pub quotation_of: Vec<Option<u32>>,
    /// For each token its sentence.
    pub sentence_of: Vec<u32>,
    /// The distinct words of the text.
    pub vocabulary: Vocabulary,
    /// For each token its word in the vocabulary.
    words: Vec<u32>,
}

impl<'a> Document<'a> {
    /// Cuts an article into its units, in time linear in its length.
    pub fn new(article: &'a Article) -> Self {
        let text = article.text();
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut paragraphs = Vec::with_capacity(article.paragraphs().len());
        for paragraph in article.paragraphs() {
            let start = tokens.len();
            token::tokenize(text, paragraph.span, &mut tokens);
            paragraphs.push(start..tokens.len());
        }
        let pairs = quotation::pair(article, &mut tokens, &paragraphs);
        let sentences = sentence::split(article, &tokens, &paragraphs, &pairs);
        let (quotations, quotation_of) = quotation::settle(pairs, &sentences, tokens.len());
        let mut sentence_of = Vec::with_capacity(tokens.len());
        for (index, sentence) in (0u32..).zip(&sentences) {
            sentence_of.resize(sentence.tokens.end, index);
        }
        let mut vocabulary = Vocabulary::default();
        let words = tokens.iter().map(|token| vocabulary.intern(&text[token.span.range()])).collect();
        Self { article, tokens, sentences, paragraphs, quotations, quotation_of, sentence_of, vocabulary, words }
    }

    /// The words of a token.
    pub fn word(&self, token: usize) -> &'a str {
        self.article.slice(self.tokens[token].span)
    }

    /// The word of a token lower-cased, with `'` for any apostrophe.
    pub fn lower(&self, token: usize) -> &str {
        self.vocabulary.get(self.word_id(token))
    }

    /// The number of a token's lower-cased word in the [vocabulary](Self::vocabulary).
    pub fn word_id(&self, token: usize) -> usize {
        self.words[token] as usize
    }

    /// The text from the first to the last token of a range; empty ranges have no span.
    pub fn span(&self, tokens: &Range<usize>) -> Option<Span> {
        let first = self.tokens.get(tokens.start).filter(|_| !tokens.is_empty())?;
        Some(first.span.join(self.tokens[tokens.end - 1].span))
    }

    /// The tokens that share at least one byte with a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end() <= span.start());
        let end = self.tokens.partition_point(|token| token.span.start() < span.end());
        start..end.max(start)
    }

    /// The sentence of a token.
    pub fn sentence_at(&self, token: usize) -> &Sentence {
        &self.sentences[self.sentence_of[token] as usize]
    }

    /// The index of a token's paragraph.
    pub fn paragraph_of(&self, token: usize) -> usize {
        self.sentence_at(token).paragraph
    }

    /// The innermost quotation a token belongs to, as content or as mark.
    pub fn quotation_at(&self, token: usize) -> Option<&Quotation> {
        self.quotation_of[token].map(|index| &self.quotations[index as usize])
    }

    /// How many quotations a token stands in; the marks of a quotation do not stand in it.
    pub fn quote_depth(&self, token: usize) -> usize {
        let around = std::iter::successors(self.quotation_at(token), |q| q.parent.map(|index| &self.quotations[index]));
        around.count() - usize::from(self.is_quote_mark(token))
    }

    /// Whether a token stands between quotation marks; the outermost marks do not.
    pub fn is_quoted(&self, token: usize) -> bool {
        self.quotation_at(token).is_some_and(|q| q.parent.is_some() || !self.is_quote_mark(token))
    }

    /// Whether a token is the opening or closing mark of a quotation.
    pub fn is_quote_mark(&self, token: usize) -> bool {
        self.tokens[token].kind == TokenKind::Quote
            && self
                .quotation_at(token)
                .is_some_and(|q| token == q.tokens.start || q.closed && token + 1 == q.tokens.end)
    }
}

#[cfg(test)]
pub(crate) mod testing {
    //! Articles and documents for tests, and their units in a readable form.

    use super::*;
    use crate::text::{Paragraph, ParagraphKind};

    /// An article of running text, one paragraph an item.
    pub(crate) fn article(paragraphs: &[&str]) -> Article {
        let mut article = Article::default();
        for text in paragraphs {
            if !article.text.is_empty() {
                article.text.push_str("\n\n");
            }
            let start = article.text.len();
            article.text.push_str(text);
            let span = Span::new(start, article.text.len());
            article.paragraphs.push(Paragraph { span, kind: ParagraphKind::Paragraph });
        }
        article
    }

    /// The tokens, parted by spaces.
    pub(crate) fn tokens(text: &str) -> String {
        let article = article(&[text]);
        let document = Document::new(&article);
        (0..document.tokens.len()).map(|token| document.word(token)).collect::<Vec<_>>().join(" ")
    }

    /// The sentences.
    pub(crate) fn sentences(text: &str) -> Vec<String> {
        let article = article(&[text]);
        let document = Document::new(&article);
        let spans = document.sentences.iter().filter_map(|s| document.span(&s.tokens));
        spans.map(|span| article.slice(span).to_owned()).collect()
    }

    /// The text with `[` and `]` (`|` where no mark closes) around each quotation, `>` behind the opening bracket of one
    /// that continues another; paragraphs parted by `¶`.
    pub(crate) fn quotations(paragraphs: &[&str]) -> String {
        let article = article(paragraphs);
        let document = Document::new(&article);
        let mut out = String::new();
        let mut at = 0;
        for (token, unit) in document.tokens.iter().enumerate() {
            out += &article.text()[at..unit.span.start()];
            at = unit.span.end();
            for quotation in document.quotations.iter().filter(|q| q.tokens.start == token) {
                out += if quotation.continues.is_some() { "[>" } else { "[" };
            }
            out += document.word(token);
            for quotation in document.quotations.iter().rev().filter(|q| q.tokens.end == token + 1) {
                out += if quotation.closed { "]" } else { "|" };
            }
        }
        out.replace("\n\n", "¶")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let article = testing::article(&["Ruiz left.", "“He told me ‘leave’,” Lund SAID. No one said why."]);
        let document = Document::new(&article);
        let find = |word: &str| (0..document.tokens.len()).find(|&token| document.word(token) == word).unwrap();
        assert_eq!((document.paragraph_of(find("left")), document.paragraph_of(find("told"))), (0, 1));
        assert_eq!(document.word_id(find("SAID")), document.word_id(find("said")));
        assert_eq!(document.lower(find("SAID")), "said");
        assert_eq!(document.vocabulary.id("lund"), Some(document.word_id(find("Lund"))));
        let depths: Vec<usize> =
            ["“", "told", "‘", "leave", "’", ",", "”", "Lund"].map(|w| document.quote_depth(find(w))).into();
        assert_eq!(depths, [0, 1, 1, 2, 1, 1, 0, 0]);
        for token in 0..document.tokens.len() {
            assert_eq!(document.is_quoted(token), document.quote_depth(token) > 0, "{}", document.word(token));
        }
        assert!(document.is_quote_mark(find("‘")) && document.is_quote_mark(find("”")));
        let sentence = document.span(&document.sentence_at(find("Lund")).tokens).unwrap();
        assert_eq!(article.slice(sentence), "“He told me ‘leave’,” Lund SAID.");
        assert_eq!(document.tokens_in(sentence), document.sentence_at(find("Lund")).tokens);
        assert!(document.tokens_in(Span::new(0, 0)).is_empty());
        assert_eq!(document.span(&(3..3)), None);
    }

    #[test]
    fn an_empty_article_has_no_units() {
        let document_of = Article::default();
        let document = Document::new(&document_of);
        assert!(document.tokens.is_empty() && document.sentences.is_empty() && document.vocabulary.is_empty());
    }
}

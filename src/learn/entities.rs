//! Names in a treebank with entity marks: GUM's CoNLL-U files, whose `MISC` column brackets every mention, named or not,
//! with its sort (Zeldes 2017, "The GUM corpus").

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::{fs, io};

use crate::text::{Article, Document, Paragraph, ParagraphKind, Span};

/// A document of the treebank.
#[derive(Debug, Default)]
pub struct Marked {
    /// Its text.
    pub article: Article,
    words: Vec<Word>,
    mentions: Vec<Mention>,
}

/// A word line.
#[derive(Debug)]
struct Word {
    span: Span,
    proper: bool,
    plural: bool,
    /// The word that it depends on; itself where it is a root.
    head: usize,
}

/// A mention: its words and their head.
#[derive(Debug)]
struct Mention {
    words: Range<usize>,
    head: usize,
    sort: String,
}

/// What the marks say of a run of words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// The head of the run is that of a mention of that sort, and a proper noun.
    Named(String),
    /// No name: the head is no proper noun.
    Nothing,
    /// The run is no unit of the treebank, or the marks do not tell.
    Unclear,
}

impl Marked {
    /// What the marks say of some tokens of the document.
    pub fn verdict(&self, doc: &Document, tokens: &Range<usize>) -> Verdict {
        let Some(span) = doc.span(tokens) else { return Verdict::Unclear };
        let inside: Vec<usize> = (0..self.words.len()).filter(|&w| self.words[w].span.overlaps(span)).collect();
        let outside = |w: usize| {
            let head = self.words[w].head;
            head == w || !inside.contains(&head)
        };
        let heads: Vec<usize> = inside.iter().copied().filter(|&w| outside(w)).collect();
        let [head] = heads[..] else { return Verdict::Unclear };
        let mention = self.mentions.iter().filter(|m| m.head == head).min_by_key(|m| m.words.len());
        match mention {
            _ if !self.words[head].proper => Verdict::Nothing,
            Some(_) if self.words[head].plural => Verdict::Unclear,
            Some(mention) => Verdict::Named(mention.sort.clone()),
            // A proper noun that is no mention of its own: part of another name, or left unmarked.
            None => Verdict::Unclear,
        }
    }
}

/// Reads all documents of a CoNLL-U file.
///
/// # Errors
/// If the file cannot be read.
pub fn read(path: &Path) -> io::Result<Vec<Marked>> {
    Ok(parse(&fs::read_to_string(path)?))
}

fn parse(text: &str) -> Vec<Marked> {
    let mut documents = Vec::new();
    let mut reader = Reader::default();
    for line in text.lines() {
        if line.starts_with("# newdoc") {
            documents.extend(std::mem::take(&mut reader).finish());
        } else if let Some(block) = line.strip_prefix("# newpar_block = ") {
            reader.heading = block.starts_with("head");
        } else if line.starts_with("# newpar") {
            reader.end_paragraph();
            reader.heading = false;
        } else if line.is_empty() {
            reader.end_sentence();
        } else if !line.starts_with('#') {
            reader.word(&line.split('\t').collect::<Vec<_>>());
        }
    }
    reader.end_sentence();
    documents.extend(reader.finish());
    documents
}

#[derive(Default)]
struct Reader {
    text: String,
    paragraphs: Vec<Paragraph>,
    start: usize,
    heading: bool,
    words: Vec<Word>,
    mentions: Vec<Mention>,
    /// Index of the sentence's first word.
    sentence: usize,
    /// Mentions that are not closed yet, by number, with their first word.
    open: HashMap<String, Vec<(usize, String)>>,
    /// The last word of the surface word that is being read, and where what is left of it begins.
    joint: Option<(usize, usize)>,
}

impl Reader {
    fn word(&mut self, columns: &[&str]) {
        let [id, form, .., misc] = columns else { return };
        let space = !misc.split('|').any(|field| field == "SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            let start = self.text.len();
            self.text.push_str(form);
            if space {
                self.text.push(' ');
            }
            self.joint = last.parse().ok().map(|last| (last, start));
            return;
        }
        let (Ok(number), 10) = (id.parse::<usize>(), columns.len()) else { return };
        let span = match self.joint {
            // The words of a joint one lie in it one behind the other, where they are spelt alike.
            Some((last, start)) if number <= last => {
                let end = start + form.len();
                let limit = self.text.trim_end().len();
                let span = Span::new(start.min(limit), end.min(limit));
                self.joint = Some((last, end));
                span
            }
            _ => {
                let start = self.text.len();
                self.text.push_str(form);
                let span = Span::new(start, self.text.len());
                if space {
                    self.text.push(' ');
                }
                span
            }
        };
        let head = columns[6].parse::<usize>().unwrap_or(0);
        let index = self.words.len();
        let head = if head == 0 { index } else { self.sentence + head - 1 };
        self.words.push(Word { span, proper: columns[3] == "PROPN", plural: columns[4] == "NNPS", head });
        if let Some(marks) = misc.split('|').find_map(|field| field.strip_prefix("Entity=")) {
            self.marks(marks, index);
        }
    }

    /// Reads brackets: `(3-place-new-…` opens mention 3, `3)` closes it, `(3-place-…)` is one of a single word.
    fn marks(&mut self, marks: &str, word: usize) {
        let mut rest = marks;
        while !rest.is_empty() {
            if let Some(opened) = rest.strip_prefix('(') {
                let end = opened.find(['(', ')']).unwrap_or(opened.len());
                let mut fields = opened[..end].split('-');
                let (id, sort) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
                self.open.entry(id.to_owned()).or_default().push((word, sort.to_owned()));
                rest = &opened[end..];
                if let Some(behind) = rest.strip_prefix(')') {
                    self.close(id, word);
                    rest = behind;
                }
            } else if let Some((id, behind)) = rest.split_once(')') {
                self.close(id, word);
                rest = behind;
            } else {
                break;
            }
        }
    }

    fn close(&mut self, id: &str, word: usize) {
        if let Some((start, sort)) = self.open.get_mut(id).and_then(Vec::pop) {
            self.mentions.push(Mention { words: start..word + 1, head: start, sort });
        }
    }

    fn end_sentence(&mut self) {
        if self.words.len() > self.sentence && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        self.sentence = self.words.len();
        self.joint = None;
    }

    fn end_paragraph(&mut self) {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        if end > self.start {
            let kind = if self.heading { ParagraphKind::Heading } else { ParagraphKind::Paragraph };
            self.paragraphs.push(Paragraph { span: Span::new(self.start, end), kind });
            self.text.push_str("\n\n");
        }
        self.start = self.text.len();
    }

    fn finish(mut self) -> Option<Marked> {
        self.end_paragraph();
        for mention in &mut self.mentions {
            let inside = mention.words.clone();
            let top = |w: &usize| self.words[*w].head == *w || !inside.contains(&self.words[*w].head);
            mention.head = inside.clone().find(top).unwrap_or(inside.start);
        }
        let text = self.text.trim_end().to_owned();
        let article = Article { text, paragraphs: self.paragraphs, ..Article::default() };
        (!self.words.is_empty()).then_some(Marked { article, words: self.words, mentions: self.mentions })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# newdoc id = sample
# newpar
# newpar_block = head (1 s)
1\tRuiz\tRuiz\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=(1-person-new-s-cf1-1-coref)
2\twins\twin\tVERB\tVBZ\t_\t0\troot\t_\t_

# newpar
# newpar_block = p (1 s)
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(2-person-new-s-cf1-2-coref
2\tmayor\tmayor\tNOUN\tNN\t_\t6\tnsubj\t_\t_
3\tof\tof\tADP\tIN\t_\t4\tcase\t_\t_
4-5\tOslo's\t_\t_\t_\t_\t_\t_\t_\t_
4\tOslo\tOslo\tPROPN\tNNP\t_\t2\tnmod\t_\tEntity=(3-place-new-s-cf2-1-sgl)2)
5\t's\t's\tPART\tPOS\t_\t4\tcase\t_\t_
6\tcame\tcome\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_
";

    #[test]
    fn marks_name_what_is_a_proper_noun() {
        let marked = parse(SAMPLE);
        assert_eq!(marked.len(), 1);
        let article = &marked[0].article;
        assert_eq!(article.text(), "Ruiz wins\n\nThe mayor of Oslo's came.");
        assert_eq!(article.paragraphs()[0].kind, ParagraphKind::Heading);
        let doc = Document::new(article);
        let verdict = |word: &str| {
            let at = (0..doc.tokens.len()).find(|&t| doc.word(t) == word).unwrap();
            marked[0].verdict(&doc, &(at..at + 1))
        };
        assert_eq!(verdict("Ruiz"), Verdict::Named("person".to_owned()));
        assert_eq!(verdict("Oslo"), Verdict::Named("place".to_owned()));
        assert_eq!(verdict("mayor"), Verdict::Nothing);
        assert_eq!(verdict("came"), Verdict::Nothing);
    }
}

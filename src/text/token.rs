//! Words, numbers and marks: the units that tags, rules and features speak of.

use super::Span;
use super::abbreviation::{Surroundings, keeps_period};

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum TokenKind {
    /// Letters (with inner hyphens, apostrophes, periods of abbreviations): `Ruiz`, `U.S.`, `so-called`, `'s`, `n't`, `X`.
    Word,
    /// Digits and what belongs to them: `60`, `$1.5bn`, `24-hour`, `3,000`, `50%`.
    Number,
    /// A quotation mark that opens or closes a quotation (decided by [`quotation`](super::quotation)), or a lone one.
    Quote,
    /// Any other mark, one token a mark; an ellipsis and a run of dashes are one token.
    Mark,
}

/// A token. As in the Penn Treebank a possessive or contracted ending stands alone: `Ruiz` + `'s`, `did` + `n't`;
/// unlike there a hyphenated word is one token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// Adds the tokens of one paragraph to `tokens`.
///
/// They cover every character that is no white space. Every mark that could be a quotation mark, a lone apostrophe
/// too, comes out as [`TokenKind::Quote`]; [`quotation`](super::quotation) looks at its neighbours and decides.
pub(super) fn tokenize(text: &str, paragraph: Span, tokens: &mut Vec<Token>) {
    let mut scanner = Scanner { text: &text[..paragraph.end()], start: paragraph.start() };
    let mut at = paragraph.start();
    while let Some(c) = scanner.at(at) {
        if c.is_whitespace() {
            at += c.len_utf8();
        } else {
            at = scanner.token(at, c, tokens);
        }
    }
}

/// Characters that serve as an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '´' | '`' | '‘' | '‛')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―' | '⸺' | '⸻')
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '¥' | '₹' | '₽' | '₩' | '₦' | '₪' | '₺' | '¢' | '₴' | '₱' | '₿')
}

/// Accents and variation selectors that change the character before them.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

fn is_inside_word(c: char) -> bool {
    c.is_alphanumeric() && c != 'ʼ' || c == '_' || is_combining(c)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && c != 'ʼ'
}

/// Endings that stand alone, without the apostrophe.
const ENDINGS: [&str; 6] = ["s", "re", "ve", "ll", "d", "m"];

/// Words that lose their head: `’em`, `’tis`. The apostrophe stays with them.
const BEHEADED: [&str; 9] = ["em", "tis", "twas", "til", "till", "n", "cause", "bout", "ndrangheta"];

struct Scanner<'a> {
    text: &'a str,
    start: usize,
}

impl Scanner<'_> {
    fn at(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
            Some(_) => self.text[at..].chars().next(),
            None => None,
        }
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[self.start..at].chars().next_back()
    }

    /// The end of the run of characters from `at` on that `belongs` accepts.
    fn run(&self, at: usize, belongs: impl Fn(char) -> bool) -> usize {
        let rest = &self.text[at..];
        at + rest.find(|c| !belongs(c)).unwrap_or(rest.len())
    }

    /// Whether a token can start at `at`: no letter or digit stands before it.
    fn is_free(&self, at: usize) -> bool {
        !self.before(at).is_some_and(is_inside_word)
    }

    /// Adds the tokens that start at `at` (several for `didn't`) and returns where they end.
    fn token(&mut self, at: usize, first: char, tokens: &mut Vec<Token>) -> usize {
        let mut push = |start, end, kind| tokens.push(Token { span: Span::new(start, end), kind });
        if let Some(end) = self.address(at, first) {
            push(at, end, TokenKind::Word);
            return end;
        }
        if let Some(end) = self.number(at, first) {
            push(at, end, TokenKind::Number);
            return end;
        }
        if is_letter(first) {
            let end = self.word(at);
            let mut pieces = [at; 4];
            let pieces = split_endings(&self.text[at..end], at, &mut pieces);
            for (i, &piece) in pieces.iter().enumerate() {
                push(piece, pieces.get(i + 1).copied().unwrap_or(end), TokenKind::Word);
            }
            return end;
        }
        let (end, kind) = self.mark(at, first);
        push(at, end, kind);
        end
    }

    /// A web address, a handle (`@name`) or a hash tag.
    fn address(&self, at: usize, first: char) -> Option<usize> {
        match first {
            '@' | '#' => {
                let end = self.run(at + 1, is_inside_word);
                (end > at + 1 && self.is_free(at)).then_some(end)
            }
            'h' | 'H' | 'w' | 'W' => {
                let rest = &self.text.as_bytes()[at..];
                let starts =
                    |prefix: &[u8]| rest.len() > prefix.len() && rest[..prefix.len()].eq_ignore_ascii_case(prefix);
                if !(starts(b"http://") || starts(b"https://") || starts(b"www.")) {
                    return None;
                }
                let end = self.run(at, |c| !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | '“' | '”' | '»' | '’'));
                let address = self.text[at..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ')', ']', '…']);
                Some(at + address.len())
            }
            _ => None,
        }
    }

    /// A number with its sign, currency, unit and compounds: `-5`, `US$1.5bn`, `24-hour`, `2016–17`, `’90s`, `6'2"`.
    fn number(&self, start: usize, first: char) -> Option<usize> {
        let mut at = start;
        if matches!(first, '-' | '−' | '+') && self.before(at).is_none_or(|c| c.is_whitespace() || c == '(') {
            at += first.len_utf8();
        } else if first.is_ascii_uppercase() {
            let end = self.run(at, |c| c.is_ascii_uppercase());
            if end - at > 3 || !self.at(end).is_some_and(is_currency) {
                return None;
            }
            at = end;
        } else if is_apostrophe(first) {
            return self.decade(at, first);
        }
        at += self.at(at).filter(|&c| is_currency(c)).map_or(0, char::len_utf8);
        if !self.at(at)?.is_numeric() {
            return None;
        }
        let mut last = first;
        while let Some(c) = self.at(at) {
            let behind = at + c.len_utf8();
            let next = self.at(behind);
            let digit_next = next.is_some_and(char::is_numeric);
            let joins = if is_inside_word(c) || matches!(c, '%' | '‰' | '°' | 'º' | 'ª') {
                true
            } else if matches!(c, '.' | ',' | ':' | '/') {
                last.is_numeric() && digit_next
            } else if is_hyphen(c) {
                next.is_some_and(char::is_alphanumeric) || self.is_amount(behind)
            } else if c == '–' {
                digit_next || self.is_amount(behind)
            } else if is_currency(c) {
                is_hyphen(last) || last == '–' || !digit_next
            } else if matches!(c, '\'' | '’' | '′') && last.is_numeric() && digit_next {
                return Some(self.inches(behind));
            } else {
                false
            };
            if !joins {
                break;
            }
            last = c;
            at = behind;
        }
        Some(at)
    }

    /// Whether a currency sign with a digit stands at `at`.
    fn is_amount(&self, at: usize) -> bool {
        let Some(sign) = self.at(at).filter(|&c| is_currency(c)) else { return false };
        self.at(at + sign.len_utf8()).is_some_and(char::is_numeric)
    }

    /// `’90s`, `’24`.
    fn decade(&self, at: usize, apostrophe: char) -> Option<usize> {
        let digits = at + apostrophe.len_utf8();
        let end = self.run(digits, |c| c.is_ascii_digit());
        if end != digits + 2 || self.before(at).is_some_and(char::is_alphanumeric) {
            return None;
        }
        let with_s = end + usize::from(self.at(end) == Some('s'));
        if self.at(with_s).is_some_and(|c| c.is_alphanumeric() || c == '%') {
            return None;
        }
        // A year of two digits looks like an opening mark before a number unless the mark is a true apostrophe.
        (with_s > end
            || apostrophe == '’'
            || self.before(at) == Some(' ') && self.before(at - 1).is_some_and(is_letter))
        .then_some(with_s)
    }

    /// The end of `2"` in `6'2"`.
    fn inches(&self, at: usize) -> usize {
        let end = self.run(at, |c| c.is_ascii_digit());
        end + self.at(end).filter(|c| matches!(c, '"' | '″' | '”')).map_or(0, char::len_utf8)
    }

    /// The end of a word, its period included if it is an abbreviation.
    fn word(&self, start: usize) -> usize {
        let mut part = start;
        let mut at = start;
        while let Some(c) = self.at(at) {
            if is_inside_word(c) {
                at += c.len_utf8();
                continue;
            }
            let behind = at + c.len_utf8();
            let Some(next) = self.at(behind) else { break };
            let letter_next = is_letter(next);
            if is_hyphen(c) && next.is_alphanumeric() {
                part = behind;
            } else if c == '.' && is_hyphen(next) && self.keeps_period(part, at) {
                if !self.at(behind + next.len_utf8()).is_some_and(char::is_alphanumeric) {
                    break;
                }
            } else if c == '.' {
                let single = self.text[part..at].rsplit('.').next().is_some_and(|s| s.chars().nth(1).is_none());
                let joins = letter_next && (single || next.is_lowercase() || &self.text[part..at] == "Ph")
                    || next.is_numeric() && self.before(at).is_some_and(char::is_numeric);
                if !joins {
                    break;
                }
            } else if c == '*' {
                let masked = self.run(at, |c| c == '*');
                if !self.at(masked).is_some_and(is_letter) {
                    break;
                }
                at = masked;
                continue;
            } else if !(letter_next
                && (is_apostrophe(c) && self.is_inner_apostrophe(c, behind) || matches!(c, '&' | '@')))
            {
                break;
            }
            at = behind;
        }
        if self.at(at) == Some('.') && self.keeps_period(part, at) { at + 1 } else { at }
    }

    /// Whether an apostrophe between letters belongs to the word: an opening glyph only before an ending (`don‘t`).
    fn is_inner_apostrophe(&self, c: char, behind: usize) -> bool {
        if !matches!(c, '‘' | '`' | '‛') {
            return true;
        }
        let ending = &self.text[behind..self.run(behind, char::is_alphanumeric)];
        ending == "t" || ENDINGS.contains(&ending)
    }

    /// Whether the period at `period` belongs to the word that starts at `word`.
    fn keeps_period(&self, word: usize, period: usize) -> bool {
        let behind = period + 1;
        let next = self.run(behind, char::is_whitespace);
        let next_char = self.at(next);
        let around = Surroundings {
            before: self.text[self.start..word].trim_end().chars().next_back(),
            behind: self.at(behind),
            next: next_char,
            after_next: next_char.and_then(|c| self.at(next + c.len_utf8())),
        };
        // `wait....` is no abbreviation.
        around.behind != Some('.') && keeps_period(&self.text[word..period], around)
    }

    /// A mark, or a run of marks that is one: `...`, `--`, ``` `` ```; also an ending behind a number (`1990’s`) and a
    /// beheaded word (`’em`).
    fn mark(&self, at: usize, first: char) -> (usize, TokenKind) {
        if is_apostrophe(first) {
            return self.apostrophe(at, first);
        }
        let single = at + first.len_utf8();
        let end = match first {
            '.' | '…' => self.run(at, |c| c == '.' || c == '…'),
            '-' => self.run(at, |c| c == '-'),
            _ if is_dash(first) => self.run(at, is_dash),
            _ => self.run(single, is_combining),
        };
        let quote = matches!(first, '"' | '“' | '”' | '„' | '‟' | '‚' | '«' | '»' | '‹' | '›' | '＂');
        let kind = match first {
            _ if quote => TokenKind::Quote,
            _ if first.is_numeric() => TokenKind::Number,
            _ => TokenKind::Mark,
        };
        (if quote { single } else { end }, kind)
    }

    fn apostrophe(&self, at: usize, first: char) -> (usize, TokenKind) {
        let single = at + first.len_utf8();
        if matches!(first, '`' | '\'' | '’' | '‘') && self.at(single) == Some(first) {
            return (single + first.len_utf8(), TokenKind::Quote);
        }
        let end = self.run(single, is_inside_word);
        let word = &self.text[single..end];
        if self.before(at).is_some_and(|c| is_inside_word(c) || matches!(c, '.' | '%')) {
            let ending = ENDINGS.iter().any(|e| word.eq_ignore_ascii_case(e));
            return if ending { (end, TokenKind::Word) } else { (single, TokenKind::Quote) };
        }
        if BEHEADED.iter().any(|w| word.eq_ignore_ascii_case(w)) {
            let closing = self.at(end).filter(|&c| is_apostrophe(c)).map_or(0, char::len_utf8);
            if word.eq_ignore_ascii_case("n") {
                return (end + closing, TokenKind::Word);
            }
            if closing == 0 {
                return (end, TokenKind::Word);
            }
        }
        (single, TokenKind::Quote)
    }
}

/// Where the pieces of a word start: the word, then its endings (`n't`, `'ve`). At most three endings.
fn split_endings<'p>(word: &str, start: usize, pieces: &'p mut [usize; 4]) -> &'p [usize] {
    let mut cuts = 0;
    let mut stem = word;
    while cuts < 3 {
        let Some((at, apostrophe)) = stem.char_indices().rev().find(|&(_, c)| is_apostrophe(c)) else { break };
        let ending = &stem[at + apostrophe.len_utf8()..];
        let negation = ending.eq_ignore_ascii_case("t") && stem[..at].ends_with(['n', 'N']);
        let cut = if negation { at - 1 } else { at };
        if cut == 0 || !(negation || ENDINGS.iter().any(|e| ending.eq_ignore_ascii_case(e))) {
            break;
        }
        cuts += 1;
        pieces[cuts] = start + cut;
        stem = &stem[..cut];
    }
    pieces[1..=cuts].reverse();
    &pieces[..=cuts]
}

#[cfg(test)]
mod tests {
    use crate::text::document::testing::tokens;

    /// Each line: the tokens of a text, parted by spaces; the text is written with `_` where tokens touch.
    #[track_caller]
    fn check(lines: &[&str]) {
        for line in lines {
            let text = line.replace(" _", "");
            assert_eq!(tokens(&text), line.replace(" _", " "), "{text}");
        }
    }

    #[test]
    fn a_token_is_small() {
        assert!(size_of::<super::Token>() <= 12);
    }

    #[test]
    fn abbreviations_keep_their_period() {
        check(&[
            "The U.S. and the U.N. met Sen. Ruiz and Gov. Lund at 5 a.m. in St. Petersburg _.",
            "J. D. Vance and J.K. Lund and J. Lund Jr. left _.",
            "R-Miss. is no state _, but Gary _, Ind. _, is in one _.",
            "It is pro-U.S. policy _, a U.S.-based firm and Lt.-Gen. Lund _.",
            "See No. 5 and p. 12 _.",
            "The answer was no _. No _.",
            "Plan B _.",
            "He is older than I _. Ana is not _.",
            "SEN. RUIZ _: Yes _. It ran on RT _. The FT _. Yes _.",
            "Ruiz v. Lund _, e.g. on Jan. 5 _.",
            "They went to Mass _. Then they wed _.",
        ]);
    }

    #[test]
    fn numbers_stay_whole() {
        check(&[
            "$1.5bn _, €3 million _, 3,000 _, 50% _, US$20 _, 20€ and £5m-a-year _.",
            "A 24-hour strike _, 60 Minutes _, the 1990s _, the ’90s _, the '90s _, class of ’24 _.",
            "At 10:30am _, 9/11 _, 24/7 _, 2016–17 _, $5m–$6m _, -5 _, 1.5-degree heat _, 30-year-old _.",
            "He is 6'2\" tall _.",
            "The 1990 _'s _, the 30-year-old _’s boat _.",
            "COVID-19 and G7 _.",
            "It rose 3 _. Then it fell _.",
        ]);
    }

    #[test]
    fn contractions_and_possessives_part() {
        check(&[
            "Ruiz _'s boat did _n't sink _; we _'ll go _, they _'re in _, I _'d go _, I _'m in _, we _'ve been _.",
            "Ruiz _’s boat did _n’t sink _; ca _n’t _, wo _n’t _, should _n’t _’ve _.",
            "The ports _' plan and the ports _’ plan _.",
            "O'Brien _, O’Brien _, d’Ivoire _, L'Aquila and y'all _.",
            "The U.S. _'s plan _, AT&T _'s plan _.",
            "Get ’em _, rock ’n’ roll _, ’tis late _.",
            "RUIZ _'S BOAT DID _N'T SINK",
        ]);
    }

    #[test]
    fn marks() {
        check(&[
            "Wait _… no _... yes _— or _-- so _– yes - well _.",
            "“ _Yes _, _” he said _. ( _He left _. _)",
            "Really _? _!",
            "`` _Yes _'' _, he said _.",
            "AT&T and f**k and sh*t",
            "and _/ _or",
        ]);
    }

    #[test]
    fn addresses() {
        check(&[
            "See https://example.org/a?b=1 _, www.example.org _. Write to ana@example.org _, @ana_ruiz _, #strike _.",
            "Booking.com and example.co.uk _.",
            "the end _. _The start",
        ]);
    }
}

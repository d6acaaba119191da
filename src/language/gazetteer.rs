//! Word lists for names and for those who speak: first names, places, titles, organisations, nouns for people.
//!
//! A list is the text of a file under `assets/lexicon/`, sorted by byte, and is searched where it lies: nothing is
//! built when the program starts. Keys are [folded](fold): lower case, no diacritics, words parted by one blank as the
//! tokeniser parts them (`moody 's`).

use std::borrow::Cow;

/// First names; columns: `f`, `m` or `-`, with `~` where the word is more often something else.
pub static FIRST_NAMES: Lexicon = Lexicon(include_str!("../../assets/lexicon/first-names.tsv"));
/// Surnames that are nothing else.
pub static SURNAMES: Lexicon = Lexicon(include_str!("../../assets/lexicon/surnames.txt"));
/// Places; column: their sort, with `~` where the name is more often a person's.
pub static PLACES: Lexicon = Lexicon(include_str!("../../assets/lexicon/places.tsv"));
/// Nationalities, peoples, religions and followings, as adjectives and nouns.
pub static NATIONALITIES: Lexicon = Lexicon(include_str!("../../assets/lexicon/nationalities.txt"));
/// Titles, offices and occupations before a name; column: `f` or `m` where the word tells.
pub static TITLES: Lexicon = Lexicon(include_str!("../../assets/lexicon/titles.tsv"));
/// Nouns for those who speak; columns: `person`, `group`, `organization` or `document`, and `f` or `m`.
pub static ACTOR_NOUNS: Lexicon = Lexicon(include_str!("../../assets/lexicon/actor-nouns.tsv"));
/// Words for offices and institutions that can stand for narrower ones; column: what they can stand for.
pub static WIDER_WORDS: Lexicon = Lexicon(include_str!("../../assets/lexicon/wider-words.tsv"));
/// Organisations by name; column: `~` where the name is often something else.
pub static ORGANIZATIONS: Lexicon = Lexicon(include_str!("../../assets/lexicon/organizations.tsv"));
/// Words that make a name an organisation's.
pub static ORGANIZATION_HEADS: Lexicon = Lexicon(include_str!("../../assets/lexicon/organization-heads.txt"));
/// Words that make a name a place's.
pub static PLACE_HEADS: Lexicon = Lexicon(include_str!("../../assets/lexicon/place-heads.txt"));
/// Words that make a name a work's.
pub static WORK_HEADS: Lexicon = Lexicon(include_str!("../../assets/lexicon/work-heads.txt"));
/// Words that tell what kind of act a statement is: a phrase, then classes as a verb, as a noun and as an adjective.
pub static ACT_WORDS: Lexicon = Lexicon(include_str!("../../assets/lexicon/act-words.tsv"));

/// A sorted word list: one entry a line, its key before the first tab.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon(&'static str);

impl Lexicon {
    /// The list that a text is; its lines have to be sorted by byte.
    pub const fn new(text: &'static str) -> Self {
        Self(text)
    }

    /// What the list says of a folded key: the columns behind it, empty where there are none.
    pub fn get(self, key: &str) -> Option<&'static str> {
        let line = self.at(self.lower_bound(key))?;
        let (entry, columns) = line.split_once('\t').unwrap_or((line, ""));
        (entry == key).then_some(columns)
    }

    /// Whether the list has a folded key.
    pub fn has(self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// What the list says of a folded word, and whether it has entries of several words that begin with it.
    pub fn word(self, word: &str) -> (Option<&'static str>, bool) {
        let at = self.lower_bound(word);
        let Some(line) = self.at(at) else { return (None, false) };
        let (entry, columns) = line.split_once('\t').unwrap_or((line, ""));
        let known = (entry == word).then_some(columns);
        (known, self.behind(at, line, word).is_some_and(|rest| rest.starts_with(' ')))
    }

    /// The longest entry that the first words of `words` (folded) make: how many words it takes and its columns.
    pub fn longest<'w>(self, words: impl IntoIterator<Item = Cow<'w, str>>) -> Option<(usize, &'static str)> {
        let mut key = String::new();
        let mut best = None;
        for (n, word) in words.into_iter().enumerate() {
            if n > 0 {
                key.push(' ');
            }
            key.push_str(&word);
            let at = self.lower_bound(&key);
            let Some(line) = self.at(at) else { break };
            let (entry, columns) = line.split_once('\t').unwrap_or((line, ""));
            if entry == key {
                best = Some((n + 1, columns));
            }
            if !self.behind(at, line, &key).is_some_and(|rest| rest.starts_with(' ')) {
                break;
            }
        }
        best
    }

    /// How the first entry that goes on behind `key` does so, where `line` at byte `at` is the first not less than it.
    /// Entries that go on behind a blank sort right behind the entry itself: the blank is the least letter.
    fn behind(self, at: usize, line: &'static str, key: &str) -> Option<&'static str> {
        let is_key = line.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('\t'));
        let next = if is_key { self.at(at + line.len() + 1)? } else { line };
        next.strip_prefix(key)
    }

    /// Byte offset of the first line whose key is not less than `key`.
    fn lower_bound(self, key: &str) -> usize {
        let text = self.0.as_bytes();
        let (mut low, mut high) = (0, text.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = text[low..middle].iter().rposition(|b| *b == b'\n').map_or(low, |n| low + n + 1);
            // A shorter key is less: what ends it is less than any letter.
            let end = text.len().min(start + key.len());
            if &text[start..end] < key.as_bytes() {
                let rest = &text[middle..];
                low = middle + rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |n| n + 1);
            } else {
                high = start;
            }
        }
        low
    }

    /// The line that starts at a byte offset.
    fn at(self, start: usize) -> Option<&'static str> {
        self.0.get(start..).filter(|rest| !rest.is_empty()).map(|rest| rest.split('\n').next().unwrap_or(rest))
    }
}

/// A word as the lists have it: lower case, diacritics off, `'` for any apostrophe.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match base(c) {
            "" => folded.push(c),
            letters => folded.push_str(letters),
        }
    }
    Cow::Owned(folded)
}

/// What stands for a lower-case letter without its diacritic; nothing for letters that have none.
fn base(c: char) -> &'static str {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ẩ' | 'ẫ' | 'ậ' | 'ắ'
        | 'ằ' | 'ẳ' | 'ẵ' | 'ặ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' | 'ḍ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ' | 'ẻ' | 'ẽ' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ' => {
            "e"
        }
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǧ' => "g",
        'ĥ' | 'ħ' | 'ḥ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' => "i",
        'ĵ' => "j",
        'ķ' | 'ḳ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' | 'ḷ' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ṇ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ' | 'ỏ' | 'ố' | 'ồ' | 'ổ' | 'ỗ' | 'ộ' | 'ớ'
        | 'ờ' | 'ở' | 'ỡ' | 'ợ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṣ' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' | 'ṭ' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ' | 'ủ' | 'ứ' | 'ừ' | 'ử' | 'ữ' | 'ự' => {
            "u"
        }
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ' | 'ỵ' | 'ỷ' | 'ỹ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        '’' | '‘' | 'ʼ' => "'",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: &[(&str, Lexicon)] = &[
        ("first-names", FIRST_NAMES),
        ("surnames", SURNAMES),
        ("places", PLACES),
        ("nationalities", NATIONALITIES),
        ("titles", TITLES),
        ("actor-nouns", ACTOR_NOUNS),
        ("organizations", ORGANIZATIONS),
        ("organization-heads", ORGANIZATION_HEADS),
        ("place-heads", PLACE_HEADS),
        ("work-heads", WORK_HEADS),
        ("wider-words", WIDER_WORDS),
        ("act-words", ACT_WORDS),
    ];

    #[test]
    fn lists_are_sorted_folded_and_whole() {
        for (name, lexicon) in ALL {
            let keys: Vec<&str> = lexicon
                .0
                .lines()
                .filter(|l| !l.starts_with('#'))
                .map(|l| l.split('\t').next().unwrap_or_default())
                .collect();
            assert!(keys.is_sorted_by(|a, b| a.as_bytes() < b.as_bytes()), "{name} is not sorted");
            for key in keys {
                assert_eq!(fold(key), key, "{name}");
                assert!(lexicon.has(key), "{name}: {key}");
            }
        }
    }

    #[test]
    fn columns_and_misses() {
        assert_eq!(FIRST_NAMES.get("maria"), Some("f"));
        assert_eq!(PLACES.get("oslo"), Some("capital"));
        assert_eq!(ACTOR_NOUNS.get("spokeswoman"), Some("person\tf"));
        assert!(PLACES.word("new").1 && PLACES.word("oslo").0.is_some() && !PLACES.word("oslo").1);
        assert_eq!(PLACES.word("zzz"), (None, false));
        assert_eq!(PLACES.get("zzzz"), None);
        assert_eq!(PLACES.get(""), None);
    }

    #[test]
    fn the_longest_entry_wins() {
        let words = |text: &'static str| text.split(' ').map(Cow::Borrowed);
        assert_eq!(PLACES.longest(words("new york city council")), Some((3, "city")));
        assert_eq!(PLACES.longest(words("new plans for york")), None);
        assert_eq!(TITLES.longest(words("vice president harris")), Some((2, "")));
    }

    #[test]
    fn folding() {
        assert_eq!(fold("Gloria Matte-Silva"), "gloria matte-silva");
        assert_eq!(fold("Çağlar O’Łódź"), "caglar o'lodz");
    }
}

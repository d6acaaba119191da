//! Which key does what for this reader: the table of [`keys`](super::keys), with what a person set otherwise.

use ratatui::crossterm::event::KeyCode;

use super::action::Action;
use super::keys::{BINDINGS, Binding, Context, Group, Key};

/// The table of keys in force. Footer, help and messages ask it, so they follow what is set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keymap {
    /// The keys of each binding, in the order of the table.
    keys: Vec<Vec<Key>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self { keys: BINDINGS.iter().map(|binding| binding.keys.to_vec()).collect() }
    }
}

impl Keymap {
    fn bindings(&self) -> impl Iterator<Item = (&'static Binding, &[Key])> + Clone {
        BINDINGS.iter().zip(self.keys.iter().map(Vec::as_slice))
    }

    /// What a key means in a context.
    pub fn lookup(&self, context: Context, key: Key) -> Option<Action> {
        let bound = self.bindings().find(|(b, keys)| b.contexts.contains(&context) && keys.contains(&key));
        match (bound, key) {
            (Some((binding, _)), _) => Some(binding.action.clone()),
            (None, Key { code: KeyCode::Char(c), ctrl: false, alt: false }) if context == Context::Prompt => {
                Some(Action::Insert(c))
            }
            _ => None,
        }
    }

    /// The first key for an action in a context, if it has one there; rather one without Ctrl or Alt.
    pub fn key(&self, context: Context, action: &Action) -> Option<Key> {
        let bound = self.bindings().filter(|(b, _)| b.action == *action && b.contexts.contains(&context));
        let keys = || bound.clone().flat_map(|(_, keys)| keys).copied();
        keys().find(|key| !key.ctrl && !key.alt).or_else(|| keys().next())
    }

    /// Keys of a context with what they do, as a footer has them: `Enter goes there · j k choose`. Where some actions have
    /// one word together, so have their keys; what has no key there is left out.
    pub fn notes(&self, context: Context, notes: &[(&[Action], &str)]) -> String {
        let note = |(actions, does): &(&[Action], &str)| {
            let keys: Vec<String> =
                actions.iter().filter_map(|action| Some(self.key(context, action)?.to_string())).collect();
            (!keys.is_empty()).then(|| format!("{} {does}", keys.join(" ")))
        };
        notes.iter().filter_map(note).collect::<Vec<_>>().join(" · ")
    }

    /// The lines of one part of the help: the keys, and what they do. Bindings that do the same share a line, those without
    /// a key have none.
    pub fn entries(&self, group: Group) -> Vec<(String, &'static str)> {
        let mut lines: Vec<(Vec<Key>, &'static str)> = Vec::new();
        for (binding, keys) in self.bindings().filter(|(b, keys)| b.group == group && !keys.is_empty()) {
            let description = binding.action.description();
            match lines.last_mut() {
                Some((all, last)) if *last == description => all.extend(keys),
                _ => lines.push((keys.to_vec(), description)),
            }
        }
        lines.into_iter().map(|(keys, description)| (join(&keys), description)).collect()
    }

    /// The footer's hints while one reads, the ones that a new reader needs first at the front: what each does, its key
    /// and a word for it.
    pub fn hints(&self) -> Vec<(&'static Action, Key, &'static str)> {
        let hint = |(binding, keys): (&'static Binding, &[Key])| {
            let hint = binding.hint?;
            Some((hint.rank, (&binding.action, *keys.first()?, hint.word)))
        };
        let mut hints: Vec<_> = self.bindings().filter_map(hint).collect();
        hints.sort_by_key(|(rank, _)| *rank);
        hints.into_iter().map(|(_, hint)| hint).collect()
    }

    /// Sets the keys of a setting, by the places of its bindings in the table. Where one action has several bindings, since
    /// not all of its keys work everywhere, each keeps its own keys, and others go to the last.
    pub fn set(&mut self, bindings: &[usize], keys: &[Key]) {
        for &binding in bindings {
            self.keys[binding].clear();
        }
        for key in keys {
            let own = bindings.iter().find(|&&binding| BINDINGS[binding].keys.contains(key));
            if let Some(&binding) = own.or(bindings.last()) {
                self.keys[binding].push(*key);
            }
        }
    }

    /// What is wrong with the keys of a binding, if anything: a key that means something else as well, a letter where
    /// letters are typed, no way to close or quit.
    pub fn fault(&self, binding: usize) -> Option<String> {
        let (this, keys) = (&BINDINGS[binding], &self.keys[binding]);
        for (n, key) in keys.iter().enumerate() {
            if keys[..n].contains(key) {
                return Some(format!("{key} stands there twice"));
            }
            if this.contexts.contains(&Context::Prompt) && key.is_text() {
                return Some(format!("{key} is a character that one types; take a key with Ctrl or Alt"));
            }
            let other = self.bindings().enumerate().find(|(other, (b, keys))| {
                *other != binding && keys.contains(key) && b.contexts.iter().any(|c| this.contexts.contains(c))
            });
            if let Some((other, _)) = other {
                return Some(format!("{key} is the key of {} already; set that to another first", full_name(other)));
            }
        }
        let needed = matches!(this.action, Action::Escape | Action::Quit) && this.contexts == Context::ALL;
        (needed && keys.is_empty()).then(|| format!("{} needs a key", full_name(binding)))
    }
}

/// The keys of a line; a run of digits is shown by its ends.
fn join(keys: &[Key]) -> String {
    let next = |key: &Key| match key.code {
        KeyCode::Char(digit @ '0'..='8') => Some(Key { code: KeyCode::Char((digit as u8 + 1).into()), ..*key }),
        _ => None,
    };
    match keys {
        [first, _, .., last] if keys.windows(2).all(|two| next(&two[0]) == Some(two[1])) => format!("{first}–{last}"),
        _ => keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" "),
    }
}

/// The table of the settings that holds a binding: nothing for those that work while one reads, else where they work.
pub fn place(binding: &Binding) -> Option<String> {
    match binding.contexts {
        contexts if contexts == Context::ALL => Some("everywhere".to_owned()),
        contexts if contexts.contains(&Context::Text) || contexts.contains(&Context::Panel) => None,
        contexts => Some(format!("{:?}", contexts[0]).to_lowercase()),
    }
}

/// How the settings call a binding: `next-statement`, `popup.escape`.
fn full_name(binding: usize) -> String {
    let binding = &BINDINGS[binding];
    place(binding).map_or_else(String::new, |place| place + ".") + &binding.action.name()
}

/// The bindings that the settings call so, of a place or of reading; none if there is no such setting.
pub fn find(place_name: Option<&str>, name: &str) -> Vec<usize> {
    let is_it = |b: &Binding| place(b).as_deref() == place_name && b.action.name() == name;
    (0..BINDINGS.len()).filter(|&n| is_it(&BINDINGS[n])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(name: &str) -> Vec<usize> {
        find(None, name)
    }

    #[test]
    fn every_binding_is_found_by_its_name() {
        for (n, binding) in BINDINGS.iter().enumerate() {
            assert!(find(place(binding).as_deref(), &binding.action.name()).contains(&n), "{}", full_name(n));
        }
        assert_eq!(full_name(at("voice-3")[0]), "voice-3");
        assert_eq!(full_name(find(Some("popup"), "escape")[0]), "popup.escape");
        assert!(at("voice-0").is_empty());
    }

    #[test]
    fn the_shipped_keys_have_no_fault() {
        let keymap = Keymap::default();
        assert_eq!((0..BINDINGS.len()).find_map(|binding| keymap.fault(binding)), None);
    }

    #[test]
    fn what_is_set_is_looked_up_listed_and_hinted() {
        let mut keymap = Keymap::default();
        keymap.set(&at("next-statement"), &[Key::char('J'), Key::ctrl('j')]);
        assert_eq!(keymap.lookup(Context::Text, Key::char('J')), Some(Action::NextStatement));
        assert_eq!(keymap.lookup(Context::Text, Key::char(']')), None);
        assert_eq!(keymap.key(Context::Text, &Action::NextStatement), Some(Key::char('J')));
        assert!(keymap.entries(Group::Statements).contains(&("J Ctrl-J".to_owned(), "next statement")));
        assert!(keymap.hints().contains(&(&Action::NextStatement, Key::char('J'), "next")));
        keymap.set(&at("next-statement"), &[]);
        assert_eq!(keymap.key(Context::Text, &Action::NextStatement), None);
        assert!(!keymap.entries(Group::Statements).iter().any(|(_, what)| *what == "next statement"));
    }

    #[test]
    fn notes_name_the_keys_of_their_context_and_leave_out_what_has_none() {
        let mut keymap = Keymap::default();
        let notes: &[(&[Action], &str)] =
            &[(&[Action::Open], "goes there"), (&[Action::LineDown, Action::LineUp], "choose")];
        assert_eq!(keymap.notes(Context::List, notes), "Enter goes there · j k choose");
        let quit: &[(&[Action], &str)] = &[(&[Action::Quit], "quits")];
        assert_eq!(
            [Context::Text, Context::Library, Context::List].map(|c| keymap.notes(c, quit)),
            ["q quits", "q quits", "Ctrl-C quits"]
        );
        keymap.set(&find(Some("list"), "open"), &[]);
        keymap.set(&at("line-down"), &[]);
        keymap.set(&at("line-up"), &[Key::char('i')]);
        assert_eq!(keymap.notes(Context::List, notes), "i choose");
        assert_eq!(keymap.notes(Context::Panel, notes), "Enter goes there · i choose");
    }

    #[test]
    fn only_digits_in_their_order_are_a_run() {
        let mut keymap = Keymap::default();
        assert_eq!(join(&('1'..='9').map(Key::char).collect::<Vec<_>>()), "1–9");
        keymap.set(&at("voice-1"), &[Key::char('9')]);
        keymap.set(&at("voice-9"), &[Key::char('1')]);
        let (keys, _) =
            keymap.entries(Group::Statements).into_iter().find(|(_, what)| what.contains("that voice")).unwrap();
        assert_eq!(keys, "9 2 3 4 5 6 7 8 1");
        assert_eq!(join(&['1', '5', '3', '4', '2', '6'].map(Key::char)), "1 5 3 4 2 6");
    }

    #[test]
    fn keys_of_an_action_with_several_bindings_keep_to_where_they_work() {
        let mut keymap = Keymap::default();
        let all: Vec<Key> = at("page-down").iter().flat_map(|&n| BINDINGS[n].keys).copied().collect();
        keymap.set(&at("page-down"), &all);
        assert_eq!(keymap, Keymap::default());
        keymap.set(&at("page-down"), &[Key::char(' '), Key::code(KeyCode::F(8))]);
        assert_eq!(keymap.lookup(Context::Text, Key::char(' ')), Some(Action::PageDown));
        assert_eq!(keymap.lookup(Context::Checklist, Key::char(' ')), Some(Action::Toggle));
        assert_eq!(keymap.lookup(Context::Checklist, Key::code(KeyCode::F(8))), Some(Action::PageDown));
    }

    #[test]
    fn keys_that_mean_two_things_are_refused_and_swapped_ones_taken() {
        let mut keymap = Keymap::default();
        let (next, previous) = (at("next-statement"), at("previous-statement"));
        keymap.set(&next, &[Key::char('[')]);
        assert!(keymap.fault(next[0]).unwrap().contains("previous-statement"), "{:?}", keymap.fault(next[0]));
        keymap.set(&previous, &[Key::char(']')]);
        assert_eq!((keymap.fault(next[0]), keymap.fault(previous[0])), (None, None));
        keymap.set(&next, &[Key::char('['), Key::char('[')]);
        assert!(keymap.fault(next[0]).unwrap().contains("twice"));
        let accept = find(Some("prompt"), "accept");
        keymap.set(&accept, &[Key::char('a')]);
        assert!(keymap.fault(accept[0]).unwrap().contains("types"));
        let quit = find(Some("everywhere"), "quit");
        keymap.set(&quit, &[]);
        assert!(keymap.fault(quit[0]).unwrap().contains("needs a key"));
    }
}

//! Things with their number, as every part of the program writes them.

/// `1 statement`, `2 statements`.
pub(crate) fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_all_else_is_many() {
        let all: Vec<String> = (0..3).map(|count| counted(count, "voice")).collect();
        assert_eq!(all, ["0 voices", "1 voice", "2 voices"]);
    }
}
